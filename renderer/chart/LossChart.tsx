import { useEffect, useMemo, useRef, useState } from 'react';
import panel from '../ui/panel.module.css';
import { ChartLegend } from './ChartLegend.tsx';
import { ChartPlot } from './ChartPlot.tsx';
import { ChartToolbar } from './ChartToolbar.tsx';
import { createChartStore } from './chart-state.ts';
import { saveCsv, savePng } from './export.ts';
import styles from './LossChart.module.css';
import { toggled } from './legend-choice.ts';
import type { LossPlot } from './loss-plot.ts';
import type { PlotModel } from './plot-model.ts';
import { keepPreferences, readPreferences } from './preferences.ts';
import type { LossChartProps } from './types.ts';
import { useFullWindow } from './use-full-window.ts';

/** The live loss chart of a stage: a panel with toolbar, legend that is the read-out, and plot; fills its parent. */
export function LossChart(props: LossChartProps) {
  const { series, curves, plannedSteps, chance, numSteps, onNumSteps, language, title } = props;
  const [store] = useState(createChartStore);
  const [preferences, setPreferences] = useState(readPreferences);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => new Set());
  const section = useRef<HTMLElement>(null);
  const plot = useRef<LossPlot>(null);
  const [full, setFull] = useFullWindow(section);
  useEffect(() => keepPreferences(preferences), [preferences]);

  const { log, weight } = preferences;
  const model = useMemo<PlotModel>(
    () => ({ series, curves, plannedSteps, chance, numSteps, hidden, log, weight, language }),
    [series, curves, plannedSteps, chance, numSteps, hidden, log, weight, language],
  );
  const save = { png: () => savePng(plot.current, model, title), csv: () => saveCsv(plot.current, model, title) };

  return (
    <section ref={section} className={`${panel.panel} ${styles.chart} ${full ? styles.full : ''}`} aria-label={title}>
      <ChartToolbar
        title={title}
        language={language}
        store={store}
        running={series.some(s => s.status === 'running')}
        preferences={preferences}
        onPreferences={setPreferences}
        full={full}
        onFull={setFull}
        onResetZoom={() => plot.current?.resetZoom()}
        onSave={kind => save[kind]()}
      />
      <ChartLegend
        series={series}
        hidden={hidden}
        language={language}
        store={store}
        onChoose={(trialId, alone) => setHidden(toggled(series, hidden, trialId, alone))}
      />
      <ChartPlot plot={plot} model={model} store={store} title={title} onNumSteps={onNumSteps} />
    </section>
  );
}
