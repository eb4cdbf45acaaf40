import { useEffect, useState } from 'react';
import { MOST_PAIRS } from '#shared/domain/paired-runs.ts';
import { MOST_POINTS, RegularisationPlan } from '#shared/domain/regularisation.ts';
import { useSession, useText } from '../../app/context.ts';
import { NumberOf } from '../../stage/HyperparameterFields.tsx';
import type { FormProps } from '../../stage/stage-parts.ts';
import { CheckField } from '../../ui/CheckField.tsx';
import { Field } from '../../ui/Field.tsx';
import { Folded } from '../../ui/Folded.tsx';
import { RuleChip } from '../../why/RuleChip.tsx';
import styles from './SearchFields.module.css';
import { choiceOf, dropoutsIn, type SearchSettings, weightDecaysIn } from './search-settings.ts';

/** Typing pauses this long before the core is asked. */
const PAUSE_MS = 150;

/** What a search by these settings would set out to do, as the core plans it; the one before it stays until it is there. */
function usePlan(settings: SearchSettings): RegularisationPlan | null {
  const { ask } = useSession();
  const [plan, setPlan] = useState<RegularisationPlan | null>(null);
  const { projectId } = settings;
  const asked = JSON.stringify(choiceOf(settings));
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(
      () =>
        ask('stages.plan', { projectId, kind: 'regularisation', choice: JSON.parse(asked) }).then(
          told => wanted && setPlan(RegularisationPlan.safeParse(told).data ?? null),
          // Why there is none, the cost below says.
          () => undefined,
        ),
      PAUSE_MS,
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [ask, projectId, asked]);
  return plan;
}

/** How many points and pairs, and why so many. */
export function SearchFields({ settings, onChange }: FormProps<SearchSettings>) {
  const t = useText();
  const plan = usePlan(settings);
  const set = (change: Partial<SearchSettings>): void => onChange({ ...settings, ...change });
  if (!plan) return <div className={styles.fields} aria-busy="true" />;
  return (
    <div className={styles.fields}>
      <div className={styles.numbers}>
        <NumberOf
          label={t('regPage.points')}
          value={settings.trials ?? plan.points.length - 1}
          min={1}
          max={MOST_POINTS}
          step={1}
          missing={t('newLadder.missing')}
          onChange={trials => set({ trials })}
        />
        <NumberOf
          label={t('regPage.pairs')}
          value={settings.seeds ?? plan.seeds.length}
          min={2}
          max={MOST_PAIRS}
          step={1}
          missing={t('newLadder.missing')}
          onChange={seeds => set({ seeds })}
        />
      </div>
      <p className={styles.reason}>
        {t(plan.reason.key, plan.reason.values)} <RuleChip rule="R1" />
      </p>
      {!plan.hasDropout && <p className={styles.reason}>{t('regPage.noDropout')}</p>}
    </div>
  );
}

/** Values of one’s own, and what is good as it is for most. */
export function SearchOptions({ settings, onChange }: FormProps<SearchSettings>) {
  const t = useText();
  const set = (change: Partial<SearchSettings>): void => onChange({ ...settings, ...change });
  const list = (name: 'weightDecays' | 'dropouts', isGood: boolean) => (
    <Field
      label={t(`regPage.${name}`)}
      hint={t(`regPage.${name}.hint`)}
      error={isGood || settings[name].trim() === '' ? null : t(`regPage.${name}.invalid`)}
    >
      {control => (
        <input
          {...control}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={settings[name]}
          onChange={event => set({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <div className={styles.options}>
      <Folded title={t('newLadder.settings')}>
        <div className={styles.numbers}>
          {list('weightDecays', weightDecaysIn(settings.weightDecays) !== null)}
          {list('dropouts', dropoutsIn(settings.dropouts) !== null)}
        </div>
        <CheckField
          label={t('regPage.decayAgain')}
          hint={t('regPage.decayAgainHint')}
          checked={settings.decayAgain}
          onChange={decayAgain => set({ decayAgain })}
        >
          <RuleChip rule="D6" />
        </CheckField>
      </Folded>
    </div>
  );
}
