import type { ColumnReport } from '#shared/domain/data-report.ts';
import { useText } from '../app/context.ts';
import { Button, QuietButton } from '../ui/Button.tsx';
import type { Role } from './prediction-choices.ts';
import styles from './RoleEffect.module.css';

interface RoleEffectProps {
  column: ColumnReport;
  /** The role that is thought of. */
  role: Role;
  /** How many columns are learnt from now. */
  inputs: number;
  busy: boolean;
  onTake(): void;
  onLeave(): void;
}

/** What a column in another role does, before it is taken: taking it reads the source anew. */
export function RoleEffect({
  column: { name, role: before, distinct },
  role,
  inputs,
  busy,
  onTake,
  onLeave,
}: RoleEffectProps) {
  const t = useText();
  const wasInput = before === 'input';
  const stay = role === 'input' ? inputs + (wasInput ? 0 : 1) : inputs - (wasInput ? 1 : 0);
  return (
    <div className={styles.effect} role="status">
      <p>
        {t(`dataStep.columns.effect.${role}`, { name, count: stay, groups: distinct ?? t('dataStep.columns.many') })}
      </p>
      <Button size="small" disabled={busy} onClick={onTake}>
        {t('dataStep.columns.effect.take')}
      </Button>
      <QuietButton onClick={onLeave}>{t('dataStep.columns.effect.leave')}</QuietButton>
    </div>
  );
}
