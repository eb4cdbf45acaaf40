import { Popover } from '@base-ui/react/popover';
import { memo } from 'react';
import type { Rule } from '#shared/domain/evidence.ts';
import { useText } from '../app/context.ts';
import { isExplained } from './picture-by-rule.ts';
import styles from './RuleChip.module.css';
import { WhyPanel } from './WhyPanel.tsx';

/** The short name of a rule; opens why it is there, where that is told. (A list of them is drawn anew with each move of a slider.) */
export const RuleChip = memo(function RuleChip({ rule }: { rule: Rule }) {
  const t = useText();
  const name = rule === 'prune' ? t('why.chip.prune') : rule;
  if (!isExplained(rule)) return <span className={styles.chip}>{name}</span>;
  return (
    <Popover.Root>
      <Popover.Trigger className={styles.chip} aria-label={t('why.open', { rule: name })}>
        {name}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} collisionPadding={12} className={styles.positioner}>
          <Popover.Popup className={styles.popup}>
            <WhyPanel rule={rule} name={name} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
});
