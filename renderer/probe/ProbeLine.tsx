import type { ReactNode } from 'react';
import type { Rule } from '#shared/domain/evidence.ts';
import { useText } from '../app/context.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { RuleChip } from '../why/RuleChip.tsx';
import styles from './ProbeLine.module.css';

interface LineProps {
  glyph?: IconName;
  tone?: 'good' | 'warn' | 'bad' | 'wait';
  rule?: Rule;
  children: ReactNode;
}

/** A sentence, with its verdict before it and its rule behind it where it has them. */
export function ProbeLine({ glyph, tone = 'wait', rule, children }: LineProps) {
  const t = useText();
  return (
    <p className={`${styles.line} ${glyph ? styles.verdict : ''}`}>
      {glyph && (
        <span className={styles[tone]}>
          <Icon name={glyph} label={t(`page.verdict.${tone}`)} />
        </span>
      )}
      <span>
        {children} {rule && <RuleChip rule={rule} />}
      </span>
    </p>
  );
}
