import type { Project } from '#shared/domain/project.ts';
import { useText } from '../app/context.ts';
import styles from '../layout/offer.module.css';
import { QueuedNotice } from '../layout/QueuedNotice.tsx';
import { StageHead } from '../layout/StageHead.tsx';
import { StageLayout } from '../layout/StageLayout.tsx';
import { TuneEntry } from '../layout/TuneEntry.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import panel from '../ui/panel.module.css';
import { RunningDot, Tag } from '../ui/Tag.tsx';
import { GLYPHS, TONES } from '../ui/VerdictMark.tsx';
import hidden from '../ui/visually-hidden.module.css';
import { CheckList } from './CheckList.tsx';
import { MeasuredPanel } from './MeasuredPanel.tsx';
import { PreparationStatusBar } from './PreparationStatusBar.tsx';
import { SetUpPanel } from './SetUpPanel.tsx';
import { StaleChecksNotice } from './StaleChecksNotice.tsx';
import { type ProjectPreparation, usePreparation } from './use-preparation.ts';
import { verdictCounts } from './verdicts.ts';

/** The checks of stage 0: what they say, what was measured, and how to begin. */
export function PreparationScreen({ project }: { project: Project }) {
  const t = useText();
  const preparation = usePreparation(project);
  const { shown, ready, busy } = preparation;
  return (
    <StageLayout
      head={
        <StageHead
          title={t('page.stage.preparation')}
          tag={<StateTag preparation={preparation} />}
          why={t('preparationStep.why')}
          rules={['M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7', 'M8']}
          actions={null}
        />
      }
      main={
        <>
          <QueuedNotice projectId={project.id} kind="prepare" />
          {shown && <StaleChecksNotice shown={shown} preparation={preparation} />}
          {shown && <CheckList checks={shown.preparation.checks} stale={shown.madeFor !== 'this'} />}
          {ready && !shown && <Offer preparation={preparation} />}
          <p role="status" className={hidden.text}>
            {busy && t('preparationStep.checking')}
          </p>
        </>
      }
      asideLabel={t('preparationStep.setUp.title')}
      aside={
        <>
          <SetUpPanel project={project} preparation={preparation} />
          <TuneEntry projectId={project.id} />
          {shown && <MeasuredPanel preparation={shown.preparation} facts={project.facts} />}
        </>
      }
      status={<PreparationStatusBar shown={shown} busy={busy} />}
    />
  );
}

/** Nothing was checked yet: one sentence and one button. */
function Offer({ preparation: { busy, error, run } }: { preparation: ProjectPreparation }) {
  const t = useText();
  return (
    <section className={`${panel.panel} ${styles.offer}`} aria-busy={busy}>
      <p>{t('preparationStep.offer')}</p>
      <Button look="primary" disabled={busy} onClick={() => void run()}>
        {busy ? t('preparationStep.checking') : t('preparationStep.check')}
      </Button>
      <ErrorLine>{error}</ErrorLine>
    </section>
  );
}

function StateTag({ preparation: { shown, ready, busy } }: { preparation: ProjectPreparation }) {
  const t = useText();
  if (!ready) return null;
  if (busy)
    return (
      <Tag>
        <RunningDot />
        {t('preparationStep.checking')}
      </Tag>
    );
  if (!shown) return <Tag>{t('preparationStep.state.none')}</Tag>;
  if (shown.madeFor !== 'this')
    return (
      <Tag tone="warn">
        <Icon name="warn" />
        {t('preparationStep.state.stale')}
      </Tag>
    );
  const counts = verdictCounts(shown.preparation.checks);
  const verdict = counts.stops > 0 ? 'stops' : counts.warns > 0 ? 'warns' : 'passes';
  return (
    <Tag tone={TONES[verdict]}>
      <Icon name={GLYPHS[TONES[verdict]]} />
      {t(`preparationStep.state.${verdict}`, { count: counts[verdict] })}
    </Tag>
  );
}
