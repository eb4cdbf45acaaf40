import { currentStage, type TuneStage, type TuneView } from '#shared/domain/tune.ts';
import { useAppState, useLanguage, useSession, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { useAction } from '../app/use-action.ts';
import { SourceStatusBar } from '../data/SourceStatusBar.tsx';
import { formatEstimate } from '../format.ts';
import { Notice } from '../layout/Notice.tsx';
import { StageHead } from '../layout/StageHead.tsx';
import { StageLayout } from '../layout/StageLayout.tsx';
import { statementText } from '../quantity.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import panel from '../ui/panel.module.css';
import { RunningDot, Tag } from '../ui/Tag.tsx';
import hidden from '../ui/visually-hidden.module.css';
import { plannedTotal, runRows, usedSentence } from './rows.ts';
import styles from './Tune.module.css';
import { TuneGate } from './TuneGate.tsx';
import { stageName, TuneTable } from './TuneTable.tsx';
import { useFollowedStage } from './use-tunes.ts';

interface TuneRunScreenProps {
  view: TuneView;
  /** Plans another run beside this one. */
  onAnother(): void;
}

/** A guided run: how far it is, what it took against its plan, and what a person may say to it. */
export function TuneRunScreen({ view, onAnother }: TuneRunScreenProps) {
  const t = useText();
  const language = useLanguage();
  const { run, interrupted } = view;
  const state = interrupted ? 'interrupted' : run.status;
  const stage = currentStage(run);
  const isThere = useAppState(({ cards }) =>
    (cards?.get(run.projectId)?.steps ?? []).some(step => step.stage?.id === stage?.stageId),
  );
  const current = useFollowedStage(stage?.stageId ?? null, isThere);
  const source = useAppState(({ cards }) => cards?.get(run.projectId)?.project.source ?? '');
  const words = { t, language };
  const isOver = run.status === 'finished';
  return (
    <StageLayout
      head={
        <StageHead
          title={t('tunePage.title')}
          tag={
            <Tag tone={state === 'failed' || state === 'interrupted' ? 'warn' : isOver ? 'good' : 'plain'}>
              {state === 'running' && <RunningDot />}
              {isOver && <Icon name="check" />}
              {(state === 'failed' || state === 'interrupted') && <Icon name="warn" />}
              {t(`tunePage.status.${state}`)}
            </Tag>
          }
          why={t('tunePage.why')}
          rules={[]}
          actions={
            state !== 'running' && state !== 'gate' && <Button onClick={onAnother}>{t('tunePage.another')}</Button>
          }
        />
      }
      main={
        <>
          <ResumeNotice view={view} />
          <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="tune-stages">
            <h2 id="tune-stages">{t('tunePage.stages')}</h2>
            <TuneTable
              labelledBy="tune-stages"
              headings={{
                figures: [t('tunePage.column.planned'), t('tunePage.column.used')],
                says: t('tunePage.column.became'),
              }}
              rows={runRows(view, current, words)}
              total={{ figures: [plannedTotal(view, words), ''], says: usedSentence(run, current, words) }}
            />
          </section>
          <p role="status" className={hidden.text}>
            {t(`tunePage.status.${state}`)} {stage && stageName(stage.share, t, language)}
          </p>
        </>
      }
      asideLabel={t(`tunePage.status.${state}`)}
      aside={
        state === 'running' ? (
          <Running view={view} left={current?.remainingMs ?? null} />
        ) : state === 'gate' && stage ? (
          <TuneGate run={run} name={stageName(stage.share, t, language)} current={current} />
        ) : (
          isOver && <Over view={view} />
        )
      }
      status={<SourceStatusBar source={source} />}
    />
  );
}

/** That it ended before its last stage, why, and the button that goes on. */
function ResumeNotice({ view: { run, interrupted } }: { view: TuneView }) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const action = useAction();
  const state = interrupted ? 'interrupted' : run.status;
  if (state !== 'interrupted' && state !== 'stopped' && state !== 'failed') return null;
  return (
    <Notice
      title={t(`tunePage.${state}.title`)}
      action={
        <Button
          look="primary"
          disabled={action.busy}
          onClick={() => void action.run(() => ask('tune.resume', { runId: run.id }))}
        >
          <Icon name="play" />
          {t('tunePage.resume')}
        </Button>
      }
    >
      <p>{run.problem ? statementText(run.problem, t, language) : t('tunePage.interrupted.what')}</p>
      <ErrorLine>{action.error}</ErrorLine>
    </Notice>
  );
}

/** Where it is, and the ways to stop it. @param left ms until the current stage is done; null: not known */
function Running({ view: { run }, left }: { view: TuneView; left: number | null }) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const action = useAction();
  const stage = currentStage(run);
  const runId = run.id;
  return (
    <section className={`${panel.panel} ${styles.side}`} aria-labelledby="tune-running">
      <h2 id="tune-running">{t('tunePage.status.running')}</h2>
      <p>{stage ? t('tunePage.now', { name: stageName(stage.share, t, language) }) : t('tunePage.begins')}</p>
      {left !== null && <p>{t('page.status.left', { time: formatEstimate(left, language) })}</p>}
      <p>{t(run.auto ? 'tunePage.takes' : 'tunePage.asksNext')}</p>
      <div className={styles.buttons}>
        <Button
          disabled={action.busy}
          onClick={() => void action.run(() => ask('tune.setAuto', { runId, auto: !run.auto }))}
        >
          {t(run.auto ? 'tunePage.stopNext' : 'tunePage.goThrough')}
        </Button>
        <Button disabled={action.busy} onClick={() => void action.run(() => ask('tune.stop', { runId }))}>
          <Icon name="stop" />
          {t('tunePage.stopNow')}
        </Button>
      </div>
      <ErrorLine>{action.error}</ErrorLine>
      <p className={styles.note}>{t('tunePage.stop.note')}</p>
    </section>
  );
}

/** What there is to read in the end. */
/** What came of a run that has ended. */
function cameOf({ stages }: TuneView['run']) {
  const isWithout = ({ outcome }: TuneStage): boolean => outcome === 'skipped' || outcome === 'leftOut';
  if (stages.every(isWithout)) return 'tunePage.finishedWithout';
  const hasFigures = stages.some(stage => stage.kind === 'finalRuns' && !isWithout(stage));
  return hasFigures ? 'tunePage.finished' : 'tunePage.finishedNoFigures';
}

function Over({ view: { run } }: { view: TuneView }) {
  const t = useText();
  const language = useLanguage();
  return (
    <section className={`${panel.panel} ${styles.side}`} aria-labelledby="tune-over">
      <h2 id="tune-over">{t('tunePage.status.finished')}</h2>
      <p>{run.problem ? statementText(run.problem, t, language) : t(cameOf(run))}</p>
      <a href={hrefOf({ page: 'report', projectId: run.projectId })}>{t('tunePage.report')}</a>
    </section>
  );
}
