import { useState } from 'react';
import type { CommandDraft } from '#shared/domain/command-draft.ts';
import { useLanguage, useText } from '../app/context.ts';
import { formatCount, formatEstimate, formatFileSize, NONE } from '../format.ts';
import { PageFailure } from '../layout/PageFailure.tsx';
import { StageHead } from '../layout/StageHead.tsx';
import { StageLayout } from '../layout/StageLayout.tsx';
import { NewProjectDialog } from '../new-project/NewProjectDialog.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import bigFigures from '../ui/figures.module.css';
import { Icon } from '../ui/Icon.tsx';
import { StatusBar, StatusItem } from '../ui/StatusBar.tsx';
import { RunningDot, Tag } from '../ui/Tag.tsx';
import hidden from '../ui/visually-hidden.module.css';
import { AsTyped } from './AsTyped.tsx';
import { FiguresTable } from './FiguresTable.tsx';
import styles from './ProofPanel.module.css';
import { ProofPanel } from './ProofPanel.tsx';
import { RolesTable } from './RolesTable.tsx';
import { type Draft, useDraft } from './use-draft.ts';
import { WatchPanel } from './WatchPanel.tsx';

/** A typed command on its way to become a project: its roles, then a run of it for its figures, then the proof. */
export function NewCommandPage({ draftId }: { draftId: string }) {
  const of = useDraft(draftId);
  if (of.failure !== null) return <PageFailure error={of.failure} />;
  return of.draft && <NewCommandScreen of={of} draft={of.draft} />;
}

function NewCommandScreen({ of, draft }: { of: Draft; draft: CommandDraft }) {
  const t = useText();
  const [editing, setEditing] = useState(false);
  const { looked, template, inFile, places, asked, running, length } = draft;
  const { figures } = of;
  const busy = running !== null || of.action.busy;
  // A proof is of the figures that it was made with.
  const isChanged = JSON.stringify(figures) !== JSON.stringify(draft.figures);
  const proof = isChanged ? null : draft.proof;
  const stops = proof?.some(({ verdict }) => verdict === 'stops') ?? false;
  return (
    <StageLayout
      head={
        <StageHead
          title={t('commandPage.title')}
          tag={<StateTag draft={draft} proved={proof !== null} stops={stops} />}
          why={t('commandPage.why')}
          rules={['M2', 'M3']}
          actions={
            <>
              {proof && (
                <Button disabled={busy} onClick={of.prove}>
                  <Icon name="reset" />
                  {t('commandPage.proveAgain')}
                </Button>
              )}
              <Button disabled={busy} onClick={() => setEditing(true)}>
                {t('commandPage.edit')}
              </Button>
            </>
          }
        />
      }
      main={
        <>
          <AsTyped template={template} folder={draft.folder} />
          <RolesTable
            command={{ template, inFile }}
            length={length}
            choice={{ places, asked, busy, onChoose: of.setRole }}
          />
          {looked && <FiguresTable looked={looked} figures={figures} busy={busy} onChange={of.setFigures} />}
          <NewProjectDialog
            open={editing}
            onOpenChange={setEditing}
            command={{ line: draft.line, folder: draft.folder }}
          />
        </>
      }
      asideLabel={t('commandPage.proof')}
      aside={
        <>
          <ProofPanel proof={proof} actions={<Actions of={of} draft={draft} proved={proof !== null} stops={stops} />}>
            {looked && <Costs draft={draft} proof={proof} />}
            <Words draft={draft} isChanged={isChanged} hasLoss={figures !== null} proved={proof !== null} />
          </ProofPanel>
          {looked && !figures?.updateRatio && <WatchPanel />}
          <p role="status" className={hidden.text}>
            {running && t(`commandPage.${running.kind}`)}
          </p>
        </>
      }
      status={
        <StatusBar
          start={<StatusItem>{running ? <Progress running={running} /> : t('page.status.idle')}</StatusItem>}
          end={null}
        />
      }
    />
  );
}

function StateTag({
  draft: { looked, running },
  proved,
  stops,
}: {
  draft: CommandDraft;
  proved: boolean;
  stops: boolean;
}) {
  const t = useText();
  if (running)
    return (
      <Tag>
        <RunningDot />
        {t(`commandPage.${running.kind}`)}
      </Tag>
    );
  if (!looked) return <Tag>{t('commandPage.state.notRun')}</Tag>;
  if (!proved) return <Tag>{t('commandPage.state.notProved')}</Tag>;
  return (
    <Tag tone={stops ? 'bad' : 'good'}>
      <Icon name={stops ? 'cross' : 'check'} />
      {t(stops ? 'commandPage.state.stops' : 'commandPage.state.ready')}
    </Tag>
  );
}

/** How long one trial takes, by the run that was looked at, and what memory it had; once it is proved, the most that any of those runs had. */
function Costs({ draft: { looked, length }, proof }: { draft: CommandDraft; proof: CommandDraft['proof'] }) {
  const t = useText();
  const language = useLanguage();
  if (!looked || !length) return null;
  const proved = proof?.find(({ id }) => id === 'memory')?.values.memory;
  const own = looked.memoryBytes === null ? NONE : formatFileSize(looked.memoryBytes);
  const ms = (looked.seconds * 1000 * length.steps) / Math.max(1, looked.reached);
  return (
    <dl className={bigFigures.figures}>
      <div>
        <dt>{t('commandPage.oneTrial', { steps: formatCount(length.steps, language) })}</dt>
        <dd>{formatEstimate(ms, language)}</dd>
      </div>
      <div>
        <dt>{t('commandPage.memory')}</dt>
        <dd>{proved === undefined ? own : `${proved} MB`}</dd>
      </div>
    </dl>
  );
}

interface WordsProps {
  draft: CommandDraft;
  isChanged: boolean;
  hasLoss: boolean;
  proved: boolean;
}

/** What comes next, and what that does. */
function Words({ draft: { shown, folder, looked, running }, isChanged, hasLoss, proved }: WordsProps) {
  const t = useText();
  if (running) return <p className={styles.text}>{t(`commandPage.${running.kind}.text`)}</p>;
  if (!looked)
    return (
      <>
        <p className={styles.text}>{t('commandPage.confirm', { folder })}</p>
        <p className={styles.text}>
          <code>{shown}</code>
        </p>
      </>
    );
  if (!hasLoss) return <p className={styles.text}>{t('error.command.whichLossHere')}</p>;
  if (proved) return null;
  return <p className={styles.text}>{t(isChanged ? 'commandPage.prove.changed' : 'commandPage.prove.text')}</p>;
}

interface ActionsProps {
  of: Draft;
  draft: CommandDraft;
  proved: boolean;
  stops: boolean;
}

/** The one button that leads on, and the way out of what runs. */
function Actions({ of, draft: { looked, running, asked }, proved, stops }: ActionsProps) {
  const t = useText();
  const { busy, error } = of.action;
  if (running || busy)
    return (
      <Button disabled={!running} onClick={of.stop}>
        {t('commandPage.stop')}
      </Button>
    );
  return (
    <>
      {!looked && (
        <Button look="primary" disabled={asked.length > 0} onClick={of.look}>
          {t('commandPage.look')}
        </Button>
      )}
      {looked && !proved && (
        <Button look="primary" disabled={of.figures === null} onClick={of.prove}>
          {t('commandPage.prove')}
        </Button>
      )}
      {looked && proved && (
        <Button look="primary" disabled={stops} onClick={of.create}>
          {t('preparationStep.goOn')}
        </Button>
      )}
      {looked && <Button onClick={of.look}>{t('commandPage.lookAgain')}</Button>}
      {asked.length > 0 && <p className={styles.text}>{t('commandPage.rolesOpen')}</p>}
      <ErrorLine>{error}</ErrorLine>
    </>
  );
}

function Progress({ running: { kind, starts, losses } }: { running: NonNullable<CommandDraft['running']> }) {
  const t = useText();
  return t(`commandPage.progress.${kind}`, { starts, losses });
}
