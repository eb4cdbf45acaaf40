import type { StagePlan } from '#shared/domain/project.ts';
import type { Trial, TrialStatus } from '#shared/domain/trial.ts';
import { LossCurve } from '#shared/method/curves/loss-curve.ts';
import { byRate, FULL_LADDER, LADDER } from '#shared/method/stages/learning-rate/candidates.ts';
import { next, nextRung } from '#shared/method/stages/learning-rate/next.ts';
import { planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import { answerOf } from '#shared/method/stages/learning-rate/recommend.ts';
import { emptyRecord, pointOf, type TrialRecord } from '#shared/method/stages/stage-definition.ts';
import { nameOf } from './cases/cases.ts';
import { gatherCases } from './cases/gather.ts';
import { type CaseRuns, type Run, STEPS } from './cases/run-case.ts';

/**
 * Whether a pruned ladder picks the candidate that the full one picks, and for how many of its steps. A candidate that is stopped early and goes
 * on later trains bit for bit as one that never stopped, so the ladder's own rules are run over the full ladder's stored curves.
 */
export async function pruning(): Promise<Record<string, unknown>> {
  const cases = await gatherCases();
  const ladders = { 'twelve candidates': FULL_LADDER, 'six candidates': LADDER };
  return Object.fromEntries(Object.entries(ladders).map(([name, rates]) => [name, summary(cases, rates)]));
}

function summary(cases: readonly CaseRuns[], rates: readonly number[]): Record<string, unknown> {
  const results = cases.map(one => ({ name: nameOf(one.case), untouched: one.case.untouched, ...compare(one, rates) }));
  const share = (of: typeof results) => ({
    cases: of.length,
    'same candidate, %': percent(of.filter(({ same }) => same).length, of.length),
    'same or within noise of it, %': percent(of.filter(({ good }) => good).length, of.length),
    'steps, % of the full ladder’s': percent(sum(of.map(({ used }) => used)), sum(of.map(({ full }) => full))),
  });
  return {
    all: share(results),
    untouched: share(results.filter(({ untouched }) => untouched)),
    missed: results.filter(({ good }) => !good).map(({ name, picked, wanted }) => `${name}: ${picked} for ${wanted}`),
  };
}

/** Both ladders over the same curves. What diverged early costs the full ladder no more than it did [L8]. */
function compare({ case: { model, optimizer, seed }, runs }: CaseRuns, rates: readonly number[]) {
  const plan = planLadder(
    { model, optimizer, seed, steps: STEPS, rates: byRate(rates), extend: false },
    { cores: 2, defaultBackend: 'wasm' },
  );
  const candidates = plan.rates.map(rate => runs.find(({ learningRate }) => learningRate === rate) as Run);
  const full = candidates.map(run => upTo(plan, run, STEPS));
  const pruned = prunedLadder(plan, candidates);
  const answer = (trials: readonly TrialRecord[]) => answerOf(plan, { ...emptyRecord(), trials });
  const [all, some] = [answer(full), answer(pruned)];
  const same = all.best?.learningRate === some.best?.learningRate;
  return {
    same,
    good: same || all.tied.some(rate => rate === some.best?.learningRate),
    wanted: all.best?.learningRate,
    picked: some.best?.learningRate,
    used: some.stepsUsed,
    full: all.stepsUsed,
  };
}

/** Trains, waits, and does what the ladder's rules say, until nothing is left to do. */
function prunedLadder(plan: StagePlan, runs: readonly Run[]): TrialRecord[] {
  let trials = runs.map(run => upTo(plan, run, nextRung(plan, pointOfRun(run), 0) ?? STEPS));
  for (;;) {
    const actions = next(plan, { ...emptyRecord(), trials });
    if (!actions.some(action => action.do === 'resume' || action.do === 'prune')) return trials;
    trials = trials.map((one, i) => {
      const action = actions.find(each => 'trialId' in each && each.trialId === one.trial.id);
      if (action?.do === 'resume') return upTo(plan, runs[i] as Run, action.until ?? STEPS);
      return action?.do === 'prune' ? { ...one, trial: { ...one.trial, status: 'pruned' } } : one;
    });
  }
}

const pointOfRun = ({ learningRate }: Run) => pointOf({ learningRate });

/** A candidate as it stands after so many steps. */
function upTo(plan: StagePlan, run: Run, steps: number): TrialRecord {
  const losses = Float64Array.from(run.losses.subarray(0, steps));
  const curve = new LossCurve();
  curve.push(
    losses.map((_, step) => step),
    losses,
  );
  const early = run.losses.length < STEPS && steps >= run.losses.length;
  const status =
    early || (steps === STEPS && !Number.isFinite(run.devLoss)) ? 'diverged' : steps < STEPS ? 'waiting' : 'finished';
  return { trial: trialOf(plan, run, status), point: pointOfRun(run), curve, evaluation: null, damagedFrom: null };
}

const trialOf = ({ base, backend }: StagePlan, { learningRate }: Run, status: TrialStatus): Trial => ({
  id: String(learningRate),
  stageId: '',
  position: 0,
  status,
  point: pointOf({ learningRate }),
  branch: null,
  hyperparameters: { ...base, learningRate },
  backend,
  metric: 'accuracy',
  dataDigest: '',
  preprocessingDigest: null,
  programVersion: '',
  attempt: 1,
  reason: null,
  note: null,
  result: null,
  logFile: '',
  createdAt: 0,
  startedAt: null,
  endedAt: null,
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const percent = (part: number, whole: number): number => Math.round((1000 * part) / whole) / 10;
