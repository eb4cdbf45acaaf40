import type { ReactNode } from 'react';
import type { Rule } from '#shared/domain/evidence.ts';
import type { ProofCheck } from '#shared/domain/own-command.ts';
import { useText } from '../app/context.ts';
import { Icon } from '../ui/Icon.tsx';
import panel from '../ui/panel.module.css';
import { GLYPHS, TONES, toneClass, VerdictMark, verdictList } from '../ui/VerdictMark.tsx';
import { RuleChip } from '../why/RuleChip.tsx';
import styles from './ProofPanel.module.css';

const ORDER = ['stops', 'warns', 'passes', 'open'] as const;
const RULES: Partial<Record<ProofCheck['id'], Rule>> = {
  metrics: 'M1',
  dev: 'L3',
  reproducible: 'L6',
  seed: 'L6',
  rate: 'M3',
  loggedRate: 'M3',
  schedule: 'L5',
  memory: 'L7',
};

interface ProofPanelProps {
  /** Null: it was not proved yet. */
  proof: readonly ProofCheck[] | null;
  /** The figures above the checks. */
  children?: ReactNode;
  /** The buttons below them. */
  actions: ReactNode;
}

/** What the proof run showed, check by check, and the way on. */
export function ProofPanel({ proof, children, actions }: ProofPanelProps) {
  const t = useText();
  const counts = ORDER.map(verdict => ({
    verdict,
    count: proof?.filter(check => check.verdict === verdict).length ?? 0,
  })).filter(({ count }) => count > 0);
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="proof-heading">
      <div className={styles.head}>
        <h2 id="proof-heading">{t('commandPage.proof')}</h2>
        <p>
          {counts.map(({ verdict, count }) => (
            <span key={verdict} className={toneClass(TONES[verdict])}>
              <Icon name={GLYPHS[TONES[verdict]]} />
              <span>{t(`commandPage.proof.${verdict}`, { count })}</span>
            </span>
          ))}
        </p>
      </div>
      {children}
      {proof && (
        <ul className={`${verdictList} ${styles.checks}`}>
          {proof.map(({ id, verdict, key, values }) => (
            <li key={id}>
              <VerdictMark tone={TONES[verdict]} label={t(`commandPage.proof.${verdict}`, { count: 1 })} />
              <p>{t(key, values)}</p>
              {RULES[id] && <RuleChip rule={RULES[id]} />}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.actions}>{actions}</div>
    </section>
  );
}
