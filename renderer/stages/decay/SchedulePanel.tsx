import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { TrialMetric } from '#shared/domain/metrics.ts';
import { type Schedule, sameSchedule } from '#shared/domain/schedule.ts';
import { firstDrop } from '#shared/method/schedules/learning-rate-at.ts';
import { startBefore } from '#shared/method/schedules/proposed.ts';
import { useLanguage, useText } from '../../app/context.ts';
import { SaveMenu } from '../../chart/SaveMenu.tsx';
import chart from '../../chart/StageChart.module.css';
import { tickLabel } from '../../chart/scales.ts';
import { useFullWindow } from '../../chart/use-full-window.ts';
import { formatCount, formatMetric, formatNumber } from '../../format.ts';
import { metricHeading } from '../../names.ts';
import type { DevColumn } from '../../stage/paired-figures.ts';
import { Button, QuietButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import panel from '../../ui/panel.module.css';
import { ColorSwatch } from '../../ui/RateSwatch.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { ScheduleChart } from './ScheduleChart.tsx';
import { ScheduleControls } from './ScheduleControls.tsx';
import styles from './SchedulePanel.module.css';
import { scheduleOf, WAYS } from './schedule-draft.ts';
import { saveScheduleCsv, saveSchedulePng } from './schedule-export.ts';
import type { DrawnBand, DrawnSchedule, ScheduleModel } from './schedule-model.ts';
import { keptColor } from './schedule-names.ts';
import type { SchedulePlot } from './schedule-plot.ts';
import { type Drafts, MOST_KEPT } from './use-drafts.ts';

/** What a schedule is drawn for, and what is known of it. */
export interface ScheduleSubject {
  /** lr0 and T. */
  learningRate: number;
  steps: number;
  /** The step of the best evaluation without decay; T or later: at the last one, so that no peak was seen. Null: not known. */
  peak: number | null;
  metric: TrialMetric;
}

interface SchedulePanelProps {
  subject: ScheduleSubject;
  drafts: Drafts;
  bands: readonly DrawnBand[];
  /** Schedules that were run. */
  runs: readonly DrawnSchedule[];
  /** What was run is out of date. */
  faint?: boolean;
  column: DevColumn;
  onColumn(column: DevColumn): void;
  /** How the schedule that is drawn stands. */
  state: 'notRun' | 'isRunning' | 'hasRun';
}

/** The schedule that is being drawn: its parts, the others laid over it, and the chart. */
export function SchedulePanel(props: SchedulePanelProps) {
  const { subject, drafts, column, onColumn, state } = props;
  const t = useText();
  const language = useLanguage();
  const section = useRef<HTMLElement>(null);
  const plot = useRef<SchedulePlot>(null);
  const [full, setFull] = useFullWindow(section);
  const model = useModel(props);
  const shown = useRef(model);
  useEffect(() => {
    shown.current = model;
  });
  // The same function while a part is dragged, so that the menu stays as it is.
  const save = useCallback(
    (kind: 'png' | 'csv'): void => {
      const title = t('decayPage.chart.file');
      if (kind === 'png') saveSchedulePng(plot.current, shown.current, title);
      else saveScheduleCsv(shown.current, title);
    },
    [t],
  );
  const { metric } = subject;
  const formatValue = (value: number | null): string =>
    column === 'devMetric' ? formatMetric(metric, value, language) : formatNumber(value, language);
  const { draft } = drafts;
  return (
    <section
      ref={section}
      className={`${panel.panel} ${chart.chart} ${full ? chart.full : ''}`}
      aria-label={t('decayPage.title')}
    >
      <div className={styles.bar}>
        <h2>{t('decayPage.title')}</h2>
        <Segments
          label={t('decayPage.way')}
          value={draft.way}
          choices={WAYS.map(value => ({ value, label: t(`decayPage.way.${value}`) }))}
          onChoose={way => drafts.change({ ...draft, way })}
        />
        <Tag tone={state === 'hasRun' ? 'good' : 'plain'}>
          {state === 'hasRun' && <Icon name="check" />}
          {t(`decayPage.${state}`)}
        </Tag>
        <span className={styles.space} />
        <span className={styles.tools}>
          <QuietButton
            aria-label={t('decayPage.reset')}
            title={t('decayPage.reset')}
            disabled={drafts.isProposal}
            onClick={drafts.reset}
          >
            <Icon name="reset" />
          </QuietButton>
          <SaveMenu language={language} onSave={save} />
          <QuietButton
            aria-label={t(full ? 'decayPage.leaveFull' : 'decayPage.full')}
            title={t(full ? 'decayPage.leaveFull' : 'decayPage.full')}
            aria-pressed={full}
            onClick={() => setFull(!full)}
          >
            <Icon name={full ? 'leaveFull' : 'full'} />
          </QuietButton>
        </span>
      </div>
      <ScheduleControls draft={draft} steps={subject.steps} onChange={drafts.change} />
      <div className={styles.row}>
        <Candidates drafts={drafts} />
        {metric !== 'none' && (
          <Segments
            label={t('decayPage.measure')}
            value={column}
            choices={[
              { value: 'devMetric', label: metricHeading(metric, t) },
              { value: 'devLoss', label: t('decayPage.measure.loss') },
            ]}
            onChoose={onColumn}
          />
        )}
      </div>
      <ScheduleChart plot={plot} model={model} formatValue={formatValue} />
    </section>
  );
}

/** What the chart shows; only what differs is made anew while a part is dragged. */
function useModel({ subject, drafts, bands, runs, column, faint = false }: SchedulePanelProps): ScheduleModel {
  const t = useText();
  const language = useLanguage();
  const { learningRate, steps, peak, metric } = subject;
  const { draft, kept } = drafts;
  return useMemo(() => {
    const schedule = scheduleOf(draft);
    const share = column === 'devMetric' && (metric === 'accuracy' || metric === 'macroF1');
    const drawn: DrawnSchedule[] = [
      ...runs,
      ...kept.map(one => ({
        id: one.id,
        label: one.name,
        schedule: scheduleOf(one.draft),
        isRun: false,
        color: keptColor(one.slot),
      })),
      // One that was run is drawn already.
      ...(runs.some(run => sameSchedule(run.schedule, schedule))
        ? []
        : [{ id: 'draft', label: t('decayPage.chart.preview'), schedule, isRun: false, color: null }]),
    ];
    const formerPeak = peak === null || peak >= steps ? null : peak;
    const wanted = formerPeak === null ? null : startBefore(formerPeak);
    const start = startOf(schedule, steps, step => t('decayPage.chart.start', { step: formatCount(step, language) }));
    return {
      learningRate,
      steps,
      bands,
      schedules: drawn,
      faint,
      formerPeak,
      // Where the schedule that is drawn starts there, its start says so.
      wantedStart:
        wanted === null || wanted === start?.step
          ? null
          : { step: wanted, label: t('decayPage.chart.wantedStart', { step: formatCount(wanted, language) }) },
      start,
      most: share ? 1 : null,
      stepTick: step => formatCount(step, language),
      valueTick: value =>
        column === 'devMetric' && metric === 'accuracy'
          ? `${Number((100 * value).toPrecision(6))} %`
          : tickLabel(value, language),
      words: { cropped: t('decayPage.chart.cropped'), rate: t('decayPage.chart.rate') },
    };
  }, [draft, kept, bands, runs, learningRate, steps, peak, metric, column, faint, t, language]);
}

function startOf(schedule: Schedule, steps: number, label: (step: number) => string): ScheduleModel['start'] {
  if (!('period' in schedule)) return null;
  const step = firstDrop(schedule);
  return step < steps ? { step, label: label(step) } : null;
}

/** The schedules that are laid over each other, each with its name, and the button that adds the present one. */
function Candidates({ drafts }: { drafts: Drafts }) {
  const t = useText();
  const { kept } = drafts;
  const isFull = kept.length >= MOST_KEPT;
  const letter = (): string => {
    const used = new Set(kept.map(({ name }) => name));
    const names = [...'ABCDEFGHIJ'].map(one => t('decayPage.candidate', { letter: one }));
    return names.find(name => !used.has(name)) ?? names[0] ?? '';
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out in a row
    <div className={styles.candidates} role="group" aria-label={t('decayPage.kept')}>
      {kept.map(({ id, name, slot }) => (
        <span key={id} className={styles.candidate}>
          <button
            type="button"
            className={styles.pick}
            aria-label={t('decayPage.pick', { name })}
            title={t('decayPage.pick', { name })}
            onClick={() => drafts.pick(id)}
          >
            <ColorSwatch color={keptColor(slot)} />
          </button>
          <input
            aria-label={t('decayPage.rename', { name })}
            value={name}
            maxLength={40}
            size={Math.max(8, name.length)}
            onChange={event => drafts.rename(id, event.target.value)}
          />
          <button
            type="button"
            className={styles.pick}
            aria-label={t('decayPage.remove', { name })}
            title={t('decayPage.remove', { name })}
            onClick={() => drafts.remove(id)}
          >
            <Icon name="cross" />
          </button>
        </span>
      ))}
      <Button
        size="small"
        disabled={isFull}
        title={t(isFull ? 'decayPage.keepFull' : 'decayPage.keepHint')}
        onClick={() => drafts.keep(letter())}
      >
        {t('decayPage.keep')}
      </Button>
    </div>
  );
}
