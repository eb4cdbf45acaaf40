import { Popover } from '@base-ui/react/popover';
import { useText } from '../app/context.ts';
import styles from './RuleChip.module.css';

/** The rules of METHOD.md that this page refers to, with their plain explanations. */
const EXPLANATIONS = {
  B1: 'page.rule.B1',
  B3: 'page.rule.B3',
  B4: 'page.rule.B4',
  B5: 'page.rule.B5',
  B6: 'page.rule.B6',
  B8: 'page.rule.B8',
  L1: 'page.rule.L1',
  L3: 'page.rule.L3',
  L4: 'page.rule.L4',
  L5: 'page.rule.L5',
  L6: 'page.rule.L6',
  L8: 'page.rule.L8',
  M1: 'page.rule.M1',
  M7: 'page.rule.M7',
} as const;

export type Rule = keyof typeof EXPLANATIONS;

/** The short name of a rule; opens what the rule says. */
export function RuleChip({ rule }: { rule: Rule }) {
  const t = useText();
  return (
    <Popover.Root>
      <Popover.Trigger className={styles.chip} aria-label={t('page.rule.open', { rule })}>
        {rule}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} collisionPadding={12} className={styles.positioner}>
          <Popover.Popup className={styles.popup}>
            <Popover.Title className={styles.title}>{t('page.rule.title', { rule })}</Popover.Title>
            <Popover.Description className={styles.description}>{t(EXPLANATIONS[rule])}</Popover.Description>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
