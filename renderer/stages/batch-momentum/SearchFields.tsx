import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useEffect, useId, useState } from 'react';
import { BatchMomentumPlan } from '#shared/domain/batch-momentum.ts';
import { useLanguage, useSession, useText } from '../../app/context.ts';
import { statementText } from '../../quantity.ts';
import type { FormProps } from '../../stage/stage-parts.ts';
import { CheckField } from '../../ui/CheckField.tsx';
import { Field } from '../../ui/Field.tsx';
import { Folded } from '../../ui/Folded.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { RuleChip } from '../../why/RuleChip.tsx';
import styles from './SearchFields.module.css';
import { batchSizesIn, choiceOf, momentaIn, type SearchSettings, written } from './search-settings.ts';
import { costText, hasMomentum } from './words.ts';

/** Typing pauses this long before the core is asked. */
const PAUSE_MS = 150;

/** What a search by these settings would set out to do, as the core plans it; the one before it stays until it is there. */
function usePlan(settings: SearchSettings): BatchMomentumPlan | null {
  const { ask } = useSession();
  const [plan, setPlan] = useState<BatchMomentumPlan | null>(null);
  const { projectId } = settings;
  const asked = JSON.stringify(choiceOf(settings));
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(
      () =>
        ask('stages.plan', { projectId, kind: 'batchMomentum', choice: JSON.parse(asked) }).then(
          told => wanted && setPlan(BatchMomentumPlan.safeParse(told).data ?? null),
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

/** Grid or random, each with what it costs, and the values that are tried. */
export function SearchFields({ settings, onChange }: FormProps<SearchSettings>) {
  const t = useText();
  const language = useLanguage();
  const label = useId();
  const plan = usePlan(settings);
  const set = (change: Partial<SearchSettings>): void => onChange({ ...settings, ...change });
  if (!plan) return <div className={styles.fields} aria-busy="true" />;
  const { costs, search } = plan;
  const sizes = settings.batchSizes ?? written(plan.batchSizes);
  const momenta = settings.momenta ?? written(plan.momenta);
  const left = plan.leftOut.map(({ batchSize, why }) => t(`batchMomentum.leftOut.${why}`, { batch: batchSize }));
  return (
    <div className={styles.fields}>
      <span id={label} className={styles.label}>
        {t('batchMomentum.plan')} <RuleChip rule="S2" />
      </span>
      <RadioGroup
        value={search}
        onValueChange={value => set({ search: value as SearchSettings['search'] })}
        aria-labelledby={label}
        className={styles.ways}
      >
        {(['grid', 'random'] as const).map(way => {
          const cost = costs[way];
          if (!cost) return null;
          return (
            // biome-ignore lint/a11y/noLabelWithoutControl: the radio is inside of it
            <label key={way} className={styles.way}>
              <Radio.Root value={way} className={styles.dot} />
              <span>
                <b>{t(`batchMomentum.search.${way}`)}</b> {costText(cost, t, language)}
              </span>
              {costs.proposed === way && <Tag>{t('batchMomentum.proposed')}</Tag>}
            </label>
          );
        })}
      </RadioGroup>
      <p className={styles.reason}>{statementText(costs.reason, t, language)}</p>
      <div className={styles.lists}>
        {plan.command?.fixed.includes('batchSize') ? (
          <p className={styles.reason}>{t('batchMomentum.noBatch')}</p>
        ) : (
          <Field
            label={t('batchMomentum.batchSizes')}
            hint={left.length > 0 ? left.join(' ') : undefined}
            error={batchSizesIn(sizes) === null ? t('batchMomentum.batchSizes.invalid') : null}
          >
            {control => (
              <input
                {...control}
                type="text"
                inputMode="numeric"
                autoComplete="off"
                value={sizes}
                onChange={event => set({ batchSizes: event.target.value })}
              />
            )}
          </Field>
        )}
        {hasMomentum(plan.base.optimizer) ? (
          <Field
            label={t('batchMomentum.momenta')}
            error={momentaIn(momenta) === null ? t('batchMomentum.momenta.invalid') : null}
          >
            {control => (
              <input
                {...control}
                type="text"
                inputMode="decimal"
                autoComplete="off"
                value={momenta}
                onChange={event => set({ momenta: event.target.value })}
              />
            )}
          </Field>
        ) : (
          <p className={styles.reason}>
            {t(plan.command ? 'batchMomentum.noMomentum' : 'batchMomentum.adam')} <RuleChip rule="S3" />
          </p>
        )}
      </div>
    </div>
  );
}

/** What is good as it is for most. */
export function SearchOptions({ settings, onChange }: FormProps<SearchSettings>) {
  const t = useText();
  const plan = usePlan(settings);
  const set = (change: Partial<SearchSettings>): void => onChange({ ...settings, ...change });
  return (
    <div className={styles.options}>
      <Folded title={t('newLadder.settings')}>
        <CheckField
          label={t('batchMomentum.holdRate')}
          hint={t('batchMomentum.holdRateHint')}
          checked={settings.holdRate}
          onChange={holdRate => set({ holdRate })}
        >
          <RuleChip rule="S6" />
        </CheckField>
        {!plan?.command && (
          <CheckField
            label={t('batchMomentum.race')}
            hint={t('batchMomentum.raceHint')}
            checked={settings.race ?? plan?.race ?? false}
            onChange={race => set({ race })}
          >
            <RuleChip rule="S3" />
          </CheckField>
        )}
        {!plan?.command && hasMomentum(plan?.base.optimizer) && (
          <CheckField
            label={t('batchMomentum.nesterov')}
            hint={t('batchMomentum.nesterovHint')}
            checked={settings.nesterov ?? plan?.nesterov ?? false}
            onChange={nesterov => set({ nesterov })}
          />
        )}
      </Folded>
    </div>
  );
}
