import { MOST } from '#shared/domain/hyperparameters.ts';
import { useText } from '../../app/context.ts';
import { NumberOf, OptimizerField, usesMomentum } from '../../stage/HyperparameterFields.tsx';
import { CheckField } from '../../ui/CheckField.tsx';
import { Folded } from '../../ui/Folded.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { RuleChip } from '../../why/RuleChip.tsx';
import styles from './LadderSettingsFields.module.css';
import type { LadderSettings } from './ladder-choice.ts';

interface LadderSettingsFieldsProps {
  settings: LadderSettings;
  /** What a command has in itself is not asked for. */
  isCommand?: boolean;
  onChange(settings: LadderSettings): void;
}

/** How many candidates, and how the ladder finds its best one. */
export function LadderCandidates({ settings, onChange }: LadderSettingsFieldsProps) {
  const t = useText();
  return (
    <div className={styles.candidates}>
      <Segments
        label={t('newLadder.candidates')}
        value={settings.full}
        choices={[
          { value: false, label: t('newLadder.six') },
          { value: true, label: t('newLadder.twelve') },
        ]}
        onChoose={full => onChange({ ...settings, full })}
      />
      <RuleChip rule={settings.full ? 'L2' : 'L1'} />
    </div>
  );
}

/** What is good as it is for most, in a part that unfolds. */
export function LadderSettingsFields({ settings, isCommand = false, onChange }: LadderSettingsFieldsProps) {
  const t = useText();
  const set = (change: Partial<LadderSettings>): void => onChange({ ...settings, ...change });
  const missing = t('newLadder.missing');
  return (
    <div className={styles.settings}>
      <Folded title={t('newLadder.settings')}>
        <CheckField
          label={t('newLadder.prune')}
          hint={t('newLadder.pruneHint')}
          checked={settings.prune}
          onChange={prune => set({ prune })}
        >
          <RuleChip rule="prune" />
        </CheckField>
        <CheckField
          label={t('newLadder.extend')}
          hint={t('newLadder.extendHint')}
          checked={settings.extend}
          onChange={extend => set({ extend })}
        >
          <RuleChip rule="L4" />
        </CheckField>
        <CheckField
          label={t('newLadder.refine')}
          hint={t('newLadder.refineHint')}
          checked={settings.refine}
          onChange={refine => set({ refine })}
        >
          <RuleChip rule="L2" />
        </CheckField>
        <div className={styles.fields}>
          <NumberOf
            label={t('newLadder.numSteps')}
            value={settings.steps}
            min={1}
            max={MOST.steps}
            step={100}
            missing={missing}
            onChange={steps => set({ steps })}
          />
          {!isCommand && (
            <>
              <NumberOf
                label={t('newLadder.batchSize')}
                value={settings.batchSize}
                min={1}
                max={MOST.batchSize}
                step={16}
                missing={missing}
                onChange={batchSize => set({ batchSize })}
              />
              <OptimizerField value={settings.optimizer} onChange={optimizer => set({ optimizer })} />
              {usesMomentum(settings.optimizer) && (
                <NumberOf
                  label={t('newLadder.momentum')}
                  value={settings.momentum}
                  min={0}
                  max={0.999}
                  step={0.05}
                  missing={missing}
                  onChange={momentum => set({ momentum })}
                />
              )}
            </>
          )}
        </div>
      </Folded>
    </div>
  );
}
