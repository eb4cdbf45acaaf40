import { memo, useCallback, useEffect, useMemo, useRef } from 'react';
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
  // The same function while one part moves, so that the sliders of the others stay as they are.
  const present = useRef({ draft, onChange });
  useEffect(() => {
    present.current = { draft, onChange };
  });
  const change = useCallback((part: DraftPart, value: number): void => {
    const { draft: of, onChange: tell } = present.current;
    tell({ ...of, [part]: value });
  }, []);
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
        <Part key={part} part={part} kind={draft.kind} value={draft[part]} steps={steps} onChange={change} />
      ))}
    </div>
  );
}

interface PartProps extends Pick<ScheduleDraft, 'kind'>, Pick<ScheduleControlsProps, 'steps'> {
  part: DraftPart;
  value: number;
  onChange(part: DraftPart, value: number): void;
}

const Part = memo(function Part({ part, kind, value, steps, onChange }: PartProps) {
  const t = useText();
  const language = useLanguage();
  const range = useMemo(() => rangeOf(part, steps), [part, steps]);
  const format = (value: number): string => (range.whole ? formatCount(value, language) : value.toFixed(2));
  const label = part === 'rate' ? t(`decayPage.part.rate.${kind}`) : t(`decayPage.part.${part}`);
  return (
    <SliderField
      label={label}
      value={value}
      range={range}
      format={format}
      problem={typed => {
        const problem = problemOf(part, typed, steps);
        if (problem === null) return null;
        return t(`decayPage.problem.${problem}`, { min: format(range.min), max: format(range.max) });
      }}
      onChange={next => onChange(part, next)}
    />
  );
});
