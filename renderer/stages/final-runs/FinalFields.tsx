import { NumberField } from '@base-ui/react/number-field';
import { useEffect, useState } from 'react';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import { FEWEST_SEEDS, FinalPlan, MOST_SEEDS } from '#shared/domain/final-runs.ts';
import { isConstant } from '#shared/domain/schedule.ts';
import { useAppState, useLanguage, useSession, useText } from '../../app/context.ts';
import { formatCount } from '../../format.ts';
import { setText } from '../../stage/plain-parts.tsx';
import type { FormProps } from '../../stage/stage-parts.ts';
import { Field } from '../../ui/Field.tsx';
import styles from './FinalFields.module.css';
import { choiceOf, type FinalSettings, isComplete } from './final-settings.ts';

/** Typing pauses this long before the core is asked. */
const PAUSE_MS = 150;

/** What final runs by these settings would set out to do, as the core plans it; the one before it stays until it is there. */
function usePlan(settings: FinalSettings): FinalPlan | null {
  const { ask } = useSession();
  const [plan, setPlan] = useState<FinalPlan | null>(null);
  const { projectId } = settings;
  const asked = JSON.stringify(choiceOf(settings));
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(
      () =>
        ask('stages.plan', { projectId, kind: 'finalRuns', choice: JSON.parse(asked) }).then(
          told => wanted && setPlan(FinalPlan.safeParse(told).data ?? null),
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

/** How many seeds, what is trained from them, and what is read of test, and when. */
export function FinalFields({ settings, onChange }: FormProps<FinalSettings>) {
  const t = useText();
  const language = useLanguage();
  const plan = usePlan(settings);
  const facts = useAppState(state => state.cards?.get(settings.projectId)?.project.facts ?? null);
  if (!plan) return <div className={styles.fields} aria-busy="true" />;
  const steps = formatCount(plan.base.steps ?? 0, language);
  return (
    <div className={styles.fields}>
      <Field
        label={t('finalPage.seeds')}
        hint={t('finalPage.seeds.hint', { seeds: plan.seeds.join(t('chart.listSeparator')) })}
        error={isComplete(settings) ? null : t('finalPage.seeds.invalid', { least: FEWEST_SEEDS, most: MOST_SEEDS })}
      >
        {({ id, ...described }) => (
          <NumberField.Root
            id={id}
            value={settings.seeds === undefined ? plan.seeds.length : settings.seeds}
            onValueChange={seeds => onChange({ ...settings, seeds })}
            locale={language}
          >
            <NumberField.Input {...described} />
          </NumberField.Root>
        )}
      </Field>
      <dl className={styles.arms}>
        <div>
          <dt>{t('finalPage.arm.chosen')}</dt>
          <dd>{t('finalPage.plan.chosen', { steps })}</dd>
        </div>
        <div>
          <dt>{t('finalPage.arm.default')}</dt>
          <dd>
            {plan.default === null
              ? t('finalPage.plan.noDefault')
              : t(plan.ofCommand ? 'finalPage.plan.asWritten' : 'finalPage.plan.default', {
                  settings: setText(settingsOf(plan.default, plan.ofCommand === true), t, language),
                  steps,
                })}
          </dd>
        </div>
        {plan.folds > 0 && (
          <div>
            <dt>{t('finalPage.folds.short')}</dt>
            <dd>{t('finalPage.plan.folds', { count: plan.folds })}</dd>
          </div>
        )}
        <div>
          <dt>{t('finalPage.part.test')}</dt>
          <dd>
            {plan.readsTest
              ? t('finalPage.plan.reads', {
                  rows: facts === null ? t('finalPage.plan.all') : formatCount(facts.rows.test, language),
                })
              : t('finalPage.plan.readsNone')}
          </dd>
        </div>
      </dl>
    </div>
  );
}

/** Of a command as it was written, no schedule is told where there is none. */
function settingsOf({ schedule, ...rest }: HyperparameterSet, ofCommand: boolean): HyperparameterSet {
  return schedule && !(ofCommand && isConstant(schedule)) ? { ...rest, schedule } : rest;
}
