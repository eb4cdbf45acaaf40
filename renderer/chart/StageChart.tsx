import { useEffect, useMemo, useRef, useState } from 'react';
import { text } from '#shared/messages/text.ts';
import panel from '../ui/panel.module.css';
import { ChartLegend } from './ChartLegend.tsx';
import { ChartPlot } from './ChartPlot.tsx';
import { ChartToolbar } from './ChartToolbar.tsx';
import { createChartStore } from './chart-state.ts';
import { saveCsv, savePng } from './export.ts';
import { layerSeries } from './layer-series.ts';
import { toggled } from './legend-choice.ts';
import type { LivePlot } from './live-plot.ts';
import type { XUnit } from './places.ts';
import type { PlotModel } from './plot-model.ts';
import { keepPreferences, readPreferences } from './preferences.ts';
import { columnsOf, labelOf, RECORDED_SERIES, type RecordedSeries } from './recorded-series.ts';
import { SeriesMenu } from './SeriesMenu.tsx';
import styles from './StageChart.module.css';
import type { StageChartProps } from './types.ts';
import { useFullWindow } from './use-full-window.ts';

const NO_MARKS: NonNullable<StageChartProps['marks']> = [];
const NONE_HIDDEN = { trials: new Set<string>(), layers: new Set<string>() };

/** The live chart of a stage: a panel with toolbar, legend that is the read-out, and plot of a series that a person chooses; fills its parent. */
export function StageChart(props: StageChartProps) {
  const {
    curves,
    plannedSteps,
    evalEvery,
    facts,
    numSteps,
    onNumSteps,
    onNear,
    marks = NO_MARKS,
    cropped = false,
    language,
  } = props;
  const [store] = useState(createChartStore);
  const [preferences, setPreferences] = useState(readPreferences);
  const [recorded, setRecorded] = useState(
    () => RECORDED_SERIES.find(({ id }) => id === props.first?.recorded) ?? RECORDED_SERIES[0],
  );
  const [unit, setUnit] = useState<XUnit>(props.first?.unit ?? 'steps');
  /** Whose layers are wanted; null: the leading trial's. */
  const [wanted, setWanted] = useState<string | null>(null);
  /** Switched off in the legend: trials, and parameters. */
  const [switched, setSwitched] = useState<Record<RecordedSeries['of'], ReadonlySet<string>>>(NONE_HIDDEN);
  const section = useRef<HTMLElement>(null);
  const plot = useRef<LivePlot>(null);
  const [full, setFull] = useFullWindow(section);
  useEffect(() => keepPreferences(preferences), [preferences]);

  const trials = props.series;
  const trial = trials.find(s => s.trialId === wanted) ?? trials.find(s => s.lead) ?? trials[0] ?? null;
  const { parameters } = facts;
  const series = useMemo(() => {
    if (recorded.of === 'trials') return trials;
    return trial && parameters ? layerSeries(trial, parameters) : [];
  }, [recorded, trials, trial, parameters]);
  const trialId = recorded.of === 'layers' ? (trial?.trialId ?? null) : null;

  // Only what is shown is read, and held here.
  const columns = JSON.stringify(columnsOf(recorded, series, unit));
  useEffect(() => curves.hold(JSON.parse(columns), trialId), [curves, columns, trialId]);

  const log = preferences.log[recorded.id] ?? recorded.log;
  const { weights } = preferences;
  const drawn = recorded.lines.some(line => line.drawn === 'line') ? 'line' : 'points';
  const hidden = switched[recorded.of];
  const chance = recorded.measure === 'loss' ? props.chance : null;
  const model = useMemo<PlotModel>(
    () => ({
      ...{ recorded, series, curves, unit, plannedSteps, facts, chance },
      ...{ numSteps, marks, cropped, hidden, log, weights, language },
    }),
    [
      recorded,
      series,
      curves,
      unit,
      plannedSteps,
      facts,
      chance,
      numSteps,
      marks,
      cropped,
      hidden,
      log,
      weights,
      language,
    ],
  );
  const name = text(language, labelOf(recorded, facts.metric));
  const title =
    trialId === null || trial === null ? name : text(language, 'chart.series.of', { name, trial: trial.label });
  const save = { png: () => savePng(plot.current, model, title), csv: () => saveCsv(plot.current, model, title) };
  const otherData = text(language, 'chart.otherData');

  return (
    <section ref={section} className={`${panel.panel} ${styles.chart} ${full ? styles.full : ''}`} aria-label={title}>
      <ChartToolbar
        language={language}
        store={store}
        running={trials.some(s => s.status === 'running')}
        log={log}
        onLog={log => setPreferences({ ...preferences, log: { ...preferences.log, [recorded.id]: log } })}
        unit={unit}
        onUnit={setUnit}
        unknown={new Map(facts.trainRows === null ? [['epochs', otherData]] : [])}
        full={full}
        onFull={setFull}
        onResetZoom={() => plot.current?.resetZoom()}
        onSave={kind => save[kind]()}
      >
        <SeriesMenu
          title={title}
          recorded={recorded}
          onRecorded={setRecorded}
          facts={facts}
          trials={trials}
          trialId={trial?.trialId ?? null}
          onTrial={setWanted}
          weight={weights[drawn]}
          onWeight={weight => setPreferences({ ...preferences, weights: { ...weights, [drawn]: weight } })}
          language={language}
        />
      </ChartToolbar>
      <ChartLegend
        model={model}
        store={store}
        onNear={recorded.of === 'trials' ? onNear : undefined}
        onChoose={(id, alone) => setSwitched({ ...switched, [recorded.of]: toggled(series, hidden, id, alone) })}
      />
      <ChartPlot
        plot={plot}
        model={model}
        store={store}
        title={title}
        evalEvery={evalEvery}
        onNumSteps={onNumSteps}
        onNear={recorded.of === 'trials' ? onNear : undefined}
      />
    </section>
  );
}
