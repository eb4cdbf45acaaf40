import { useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import type { Decision } from '#shared/domain/project.ts';
import { estimateOf } from '#shared/method/probe/answer.ts';
import { useText } from '../app/context.ts';
import { formatRate } from '../format.ts';
import { QueuedNotice } from '../layout/QueuedNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import panel from '../ui/panel.module.css';
import hidden from '../ui/visually-hidden.module.css';
import { AcceptProbe } from './AcceptProbe.tsx';
import { AddToLadder } from './AddToLadder.tsx';
import { ProbeFindings } from './ProbeFindings.tsx';
import { ProbeLine } from './ProbeLine.tsx';
import styles from './ProbePanel.module.css';
import type { ShownProbe } from './shown-probe.ts';
import type { ProjectProbe } from './use-probe.ts';

interface ProbePanelProps {
  probe: ProjectProbe;
  /** The ladder beside it; null: none yet. */
  ladder: StageView | null;
  /** What counts for the project; null: nothing yet. */
  decision: Decision | null;
  /** num_steps to accept the estimate with, as far as nothing else is said. */
  numSteps: number;
}

/** The budget probe: what it is for and its button, then what it found. */
export function ProbePanel({ probe, ladder, decision, numSteps }: ProbePanelProps) {
  const { projectId, shown, ready, busy, error, run } = probe;
  const t = useText();
  // Whether the estimate is news, to be read out.
  const [isNew, setIsNew] = useState(false);
  if (!ready) return null;
  const estimate = shown && estimateOf(shown.probe.answer);
  const current = shown?.madeFor === 'this';
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="probe-heading" aria-busy={busy}>
      <div className={styles.head}>
        <h2 id="probe-heading">{t('probePanel.title')}</h2>
        {estimate !== null && (
          <p className={styles.estimate}>
            <span className={hidden.text}>{t('probePanel.estimate')} </span>
            {formatRate(estimate)}
          </p>
        )}
      </div>
      {shown === null ? (
        <ProbeLine rule="B2">{t('probePanel.offer')}</ProbeLine>
      ) : (
        <>
          <MadeForOther madeFor={shown.madeFor} />
          <ProbeFindings probe={shown.probe} />
        </>
      )}
      {busy && <QueuedNotice projectId={projectId} kind="probe" />}
      {(!current || busy) && (
        <Button className={styles.button ?? ''} size="small" disabled={busy} onClick={() => void run().then(setIsNew)}>
          {busy ? t('probePanel.running') : shown === null ? t('probePanel.run') : t('probePanel.again')}
        </Button>
      )}
      {shown && current && ladder && <AddToLadder probe={shown.probe} ladder={ladder} />}
      {shown && current && (
        <AcceptProbe key={shown.probe.id} probe={shown.probe} decision={decision} numSteps={numSteps} />
      )}
      <ErrorLine>{error}</ErrorLine>
      <p role="status" className={hidden.text}>
        {busy && t('probePanel.running')}
        {!busy && isNew && estimate !== null && t('probePanel.news', { rate: formatRate(estimate) })}
      </p>
    </section>
  );
}

/** Says that a probe is not for what is on the page. */
function MadeForOther({ madeFor }: Pick<ShownProbe, 'madeFor'>) {
  const t = useText();
  if (madeFor === 'this') return null;
  return (
    <ProbeLine glyph="warn" tone="warn">
      <b>{t(`probePanel.madeFor.${madeFor}`)}</b>
      {t('page.words.separator')}
      {t(`probePanel.madeForWhat.${madeFor}`)}
    </ProbeLine>
  );
}
