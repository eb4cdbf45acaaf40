import type { ReactNode } from 'react';
import type { Rule } from '#shared/domain/evidence.ts';
import { useText } from '../app/context.ts';
import type { IconName } from '../ui/Icon.tsx';
import { Icon } from '../ui/Icon.tsx';
import { type Tone, toneClass } from '../ui/VerdictMark.tsx';
import { RuleChip } from '../why/RuleChip.tsx';
import styles from './ProbeLine.module.css';

interface LineProps {
  glyph?: IconName;
  tone?: Tone;
  rule?: Rule;
  children: ReactNode;
}

/** A sentence, with its verdict before it and its rule behind it where it has them. */
export function ProbeLine({ glyph, tone = 'wait', rule, children }: LineProps) {
  const t = useText();
  return (
    <p className={`${styles.line} ${glyph ? styles.verdict : ''}`}>
      {glyph && (
        <span className={toneClass(tone)}>
          <Icon name={glyph} label={t(`page.verdict.${tone}`)} />
        </span>
      )}
      <span>
        {children} {rule && <RuleChip rule={rule} />}
      </span>
    </p>
  );
}
