/** Of each trial's work so much counts, in ms; and a trainer may be silent for as long before it counts as slower. */
const WINDOW_MS = 5000;
/** Less than this says nothing of a rate. */
const LEAST_MS = 100;

interface TrialRate {
  laps: { steps: number; ms: number }[];
  heardAt: number;
}

/**
 * Optimizer steps a second over all running trials, lately: of each trial what it trained over the time that its trainer worked for
 * it, and not what arrived within some time, which after a stall is a burst.
 */
export class StepRate {
  private readonly trials = new Map<string, TrialRate>();

  /**
   * A trainer reported steps.
   * @param workedMs as for `PaceMeter.arrived`
   * @param at when it was heard, in ms of an `AwakeClock`
   */
  add(trialId: string, steps: number, workedMs: number | null, at: number): void {
    if (workedMs === null) {
      this.trials.set(trialId, { laps: [], heardAt: at });
      return;
    }
    const trial = this.trials.get(trialId);
    if (!trial) return;
    trial.heardAt = at;
    trial.laps.push({ steps, ms: workedMs });
    let ms = sumOf(trial.laps, 'ms');
    while (trial.laps[0] && ms - trial.laps[0].ms >= WINDOW_MS) ms -= trial.laps.shift()?.ms ?? 0;
  }

  /** A trial does not train any more. */
  ended(trialId: string): void {
    this.trials.delete(trialId);
  }

  /** Null until some trainer worked for at least a tenth of a second after its first report. */
  perSecond(now: number): number | null {
    let rate = 0;
    for (const { laps, heardAt } of this.trials.values()) {
      const worked = sumOf(laps, 'ms');
      if (worked < LEAST_MS) continue;
      const silent = now - heardAt - Math.max(WINDOW_MS, laps.at(-1)?.ms ?? 0);
      rate += (1000 * sumOf(laps, 'steps')) / (worked + Math.max(0, silent));
    }
    return rate === 0 ? null : rate;
  }
}

const sumOf = (laps: TrialRate['laps'], of: 'steps' | 'ms'): number => laps.reduce((sum, lap) => sum + lap[of], 0);
