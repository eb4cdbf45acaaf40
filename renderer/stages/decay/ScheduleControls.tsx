import { useLanguage, useText } from '../../app/context.ts';
import { formatCount } from '../../format.ts';
import { Segments } from '../../ui/Segments.tsx';
import { SliderField } from '../../ui/SliderField.tsx';
import styles from './ScheduleControls.module.css';
import { type DraftPart, PARTS, problemOf, rangeOf, type ScheduleDraft } from './schedule-draft.ts';

interface ScheduleControlsProps {
  draft: ScheduleDraft;
  /** T, which bounds every part. */
  steps: number;
  onChange(draft: ScheduleDraft): void;
}

/** The parts of a schedule, each with its slider and its number. */
export function ScheduleControls({ draft, steps, onChange }: ScheduleControlsProps) {
  const t = useText();
  return (
    <div className={styles.controls}>
      {draft.way === 'classic' && (
        <div className={styles.kind}>
          <span>{t('decayPage.kind')}</span>
          <Segments
            label={t('decayPage.kind')}
            value={draft.kind}
            choices={[
              { value: 'exponential', label: t('decayPage.kind.exponential') },
              { value: 'step-linear', label: t('decayPage.kind.step-linear') },
            ]}
            onChoose={kind => onChange({ ...draft, kind })}
          />
        </div>
      )}
      {PARTS[draft.way].map(part => (
        <Part key={part} part={part} draft={draft} steps={steps} onChange={onChange} />
      ))}
    </div>
  );
}

function Part({ part, draft, steps, onChange }: ScheduleControlsProps & { part: DraftPart }) {
  const t = useText();
  const language = useLanguage();
  const range = rangeOf(part, steps);
  const format = (value: number): string => (range.whole ? formatCount(value, language) : value.toFixed(2));
  const label = part === 'rate' ? t(`decayPage.part.rate.${draft.kind}`) : t(`decayPage.part.${part}`);
  return (
    <SliderField
      label={label}
      value={draft[part]}
      range={range}
      format={format}
      problem={typed => {
        const problem = problemOf(part, typed, steps);
        if (problem === null) return null;
        return t(`decayPage.problem.${problem}`, { min: format(range.min), max: format(range.max) });
      }}
      onChange={value => onChange({ ...draft, [part]: value })}
    />
  );
}
