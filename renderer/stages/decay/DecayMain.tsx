import { type ReactNode, useMemo, useState } from 'react';
import type { DecayAnswer, DecayComparison, DecayPlan, Peak } from '#shared/domain/decay.ts';
import type { PairedRun } from '#shared/domain/paired-runs.ts';
import { sameSchedule } from '#shared/domain/schedule.ts';
import { classicSchedule, lazySchedule } from '#shared/method/stages/decay/schedules.ts';
import { useLanguage, useText } from '../../app/context.ts';
import { formatCount } from '../../format.ts';
import type { Theme } from '../../ramp.ts';
import type { DevColumn } from '../../stage/paired-figures.ts';
import screen from '../../stage/StageScreen.module.css';
import type { ShownStage } from '../../stage/stage-parts.ts';
import { Folded } from '../../ui/Folded.tsx';
import panel from '../../ui/panel.module.css';
import styles from './DecayMain.module.css';
import { type DevPoints, devBand, valueAt } from './dev-band.ts';
import { PairsTable } from './PairsTable.tsx';
import { shownColumn } from './pair-figures.ts';
import { standingIn } from './run-cost.ts';
import { SchedulePanel, type ScheduleSubject } from './SchedulePanel.tsx';
import { draftOf, type ScheduleDraft, scheduleOf } from './schedule-draft.ts';
import type { DrawnBand, DrawnSchedule } from './schedule-model.ts';
import { runColor, shortName } from './schedule-names.ts';
import { useDevPoints } from './use-dev-points.ts';
import { useDrafts } from './use-drafts.ts';

type DecayStage = ShownStage<DecayPlan, DecayAnswer>;

/** What a stage's schedules are drawn for. */
export function subjectOf({ plan, detail }: DecayStage): ScheduleSubject {
  const { learningRate = Number.NaN, steps = 1 } = plan.base;
  const peak = detail?.formerPeak ?? null;
  return {
    learningRate,
    steps,
    peak: peak === null ? (plan.peak ?? steps) : peak.seen ? peak.step : steps,
    metric: detail?.metric ?? 'none',
  };
}

/** What stands in the controls of a stage at first. */
export function proposalOf({ plan, detail }: DecayStage): ScheduleDraft {
  const former = detail?.formerPeak;
  // The pairs know better where the peak was than the run that was accepted.
  const classic = classicSchedule(former?.seen ? { ...plan, peak: former.step } : plan);
  const lazy = lazySchedule(plan);
  const isClassic = plan.peak !== null || former?.seen === true;
  const proposed = detail?.lazy.verdict && isClassic ? classic : lazy;
  return draftOf(proposed, [lazy, classic], plan.base.steps ?? 1);
}

interface DecayMainProps {
  stage: DecayStage;
  /** What was accepted here is out of date: its curves are faint, and hatched. */
  stale: boolean;
  /** The chart of everything that trials record, and their table. */
  chart: ReactNode;
  trials: ReactNode;
}

/** The schedule that is being drawn over what was run, the pairs, and folded up all else that was recorded. */
export function DecayMain({ stage, stale, chart, trials }: DecayMainProps) {
  const t = useText();
  const { view, detail } = stage;
  const subject = subjectOf(stage);
  const drafts = useDrafts(view.stage.projectId, proposalOf(stage));
  const [column, setColumn] = useState<DevColumn>(detail ? shownColumn(detail) : 'devMetric');
  const { bands, runs, color } = useRuns(stage, column);
  return (
    <>
      <div className={`${styles.schedule} ${stale ? screen.stale : ''}`}>
        <SchedulePanel
          faint={stale}
          subject={subject}
          drafts={drafts}
          bands={bands}
          runs={runs}
          column={column}
          onColumn={setColumn}
          state={standingIn(scheduleOf(drafts.draft), view.trials)}
        />
      </div>
      {detail && <PairsTable answer={detail} color={color} />}
      <section className={`${panel.panel} ${styles.all}`}>
        <Folded title={t('decayPage.trials')} late>
          <div className={styles.chart}>{chart}</div>
          {trials}
        </Folded>
      </section>
    </>
  );
}

/** The runs as bands over their seeds, with what they trained by, and the colour of each comparison's runs. */
function useRuns({ view, detail }: DecayStage, column: DevColumn) {
  const t = useText();
  const language = useLanguage();
  const points = useDevPoints(
    view.stage.id,
    view.trials.map(({ id }) => id),
    column,
  );
  return useMemo(() => {
    if (detail === null) return { bands: [], runs: [], color: () => runColor(0) } satisfies Drawn;
    const tried = [detail.lazy, ...detail.variants];
    const schedules = tried.map(({ schedule }) => schedule);
    const names = schedules.map(schedule => shortName(schedule, schedules, t));
    const at = (step: number): string => formatCount(step, language);
    const bandOf = (runs: readonly (PairedRun | null)[]) => devBand(runs.flatMap(run => of(points, run)));
    const peakOn = (band: DrawnBand['band'], peak: Peak | null, key: 'peak' | 'formerPeak'): DrawnBand['peak'] => {
      const value = peak && valueAt(band, peak.step);
      if (peak === null || value === null) return null;
      const label = peak.seen ? t(`decayPage.chart.${key}`, { step: at(peak.step) }) : null;
      return label === null ? null : { step: peak.step, value, label };
    };
    const without = bandOf(detail.lazy.pairs.map(pair => pair.without));
    const bands: DrawnBand[] = [
      {
        id: 'without',
        label: t('decayPage.none'),
        color: null,
        band: without,
        schedule: null,
        peak: peakOn(without, detail.formerPeak, 'formerPeak'),
      },
      ...tried.map(({ pairs }, i) => {
        const band = bandOf(pairs.map(pair => pair.with));
        const peak = i === 0 ? detail.newPeak : peakOf(tried[i] as DecayComparison, detail.steps);
        return {
          id: `run ${i}`,
          label: names[i] ?? '',
          color: runColor(i),
          band,
          schedule: tried[i]?.schedule ?? null,
          peak: peakOn(band, peak, 'peak'),
        };
      }),
    ].filter(({ band }) => band.steps.length > 0);
    const runs: DrawnSchedule[] = tried.map(({ schedule }, i) => ({
      id: `rate ${i}`,
      label: t('decayPage.chart.ofSchedule', { name: names[i] ?? '' }),
      schedule,
      isRun: true,
      color: runColor(i),
    }));
    const color = (one: DecayComparison): ((theme: Theme) => string) =>
      runColor(
        Math.max(
          0,
          schedules.findIndex(schedule => sameSchedule(schedule, one.schedule)),
        ),
      );
    return { bands, runs, color } satisfies Drawn;
  }, [detail, points, t, language]);
}

interface Drawn {
  bands: readonly DrawnBand[];
  runs: readonly DrawnSchedule[];
  color(one: DecayComparison): (theme: Theme) => string;
}

const of = (points: ReadonlyMap<string, DevPoints>, run: PairedRun | null): DevPoints[] => {
  const found = run && points.get(run.trialId);
  return found ? [found] : [];
};

/** Where a schedule's runs were best: the median over those that count. */
function peakOf({ pairs }: DecayComparison, steps: number): Peak | null {
  const at = pairs
    .filter(({ difference }) => difference !== null)
    .flatMap(pair => pair.with?.at ?? [])
    .sort((a, b) => a - b);
  const step = at[(at.length - 1) >> 1];
  return step === undefined ? null : { step, seen: step < steps };
}
