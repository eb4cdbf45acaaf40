import type { ReactNode } from 'react';
import type { Rule } from '#shared/domain/evidence.ts';
import { RuleChip } from '../why/RuleChip.tsx';
import { PageTitle } from './PageTitle.tsx';
import styles from './StageHead.module.css';

interface StageHeadProps {
  title: string;
  /** How the stage stands, beside its title. */
  tag: ReactNode;
  /** Why the stage is there, in two sentences. */
  why: string;
  rules: readonly Rule[];
  /** What can be done with the stage as a whole. */
  actions: ReactNode;
}

/** The first of the four parts of every stage: its name and state, why it is there, and by which rules. */
export const StageHead = ({ title, tag, why, rules, actions }: StageHeadProps) => (
  <header className={styles.head}>
    <PageTitle title={title}>{tag}</PageTitle>
    {actions && <div className={styles.actions}>{actions}</div>}
    <p className={styles.why}>
      {why}{' '}
      {rules.map(rule => (
        <span key={rule}>
          <RuleChip rule={rule} />{' '}
        </span>
      ))}
    </p>
  </header>
);
