import { ladderOf } from '../../domain/answer.ts';
import { BatchMomentumPlan, batchMomentumOf } from '../../domain/batch-momentum.ts';
import { DecayPlan, decayOf } from '../../domain/decay.ts';
import { OptimizerKind } from '../../domain/hyperparameters.ts';
import type { ReportRun, ReportStep } from '../../domain/report.ts';
import { SCHEDULE_KINDS } from '../../domain/schedule.ts';
import type { Trial, TrialStatus } from '../../domain/trial.ts';
import { formatRate } from '../../messages/numbers.ts';
import { planBase } from '../../method/fixed-hyperparameters.ts';
import { modelsFor } from '../../method/networks/network-of.ts';
import { networkIfAny, sameNetwork } from '../../method/networks/same-network.ts';
import type { Block, Section } from '../blocks.ts';
import type { Writer } from '../writer.ts';
import { saidText } from './data.ts';
import { notRunText, overruledText } from './stage.ts';

/** Names of trials that are told; of more, how many there are. */
const MOST_NAMES = 8;

/** What a reader would otherwise have to ask: what was not tried, what a person overruled, what is within noise, what is out of date. */
export function apartSection(write: Writer): Section {
  const block = (title: string, items: readonly string[]): Block => ({
    kind: 'list',
    title,
    items: items.length > 0 ? items : [write.say('report.apart.none')],
  });
  const stale = staleItems(write);
  return {
    id: 'apart',
    title: write.say('report.apart.title'),
    question: null,
    blocks: [
      block(write.say('report.apart.notTried'), notTriedItems(write)),
      block(write.say('report.apart.overruled'), overruledItems(write)),
      block(write.say('report.apart.noise'), noiseItems(write)),
      ...(stale.length > 0 ? [block(write.say('report.apart.stale'), stale)] : []),
    ],
  };
}

function names(write: Writer, trials: readonly Trial[], run: ReportRun): string {
  const all = [...new Set(trials.map(trial => write.trialName(trial, run)))];
  return all.length > MOST_NAMES ? `${write.list(all.slice(0, MOST_NAMES))}, …` : write.list(all);
}

const STOPPED: ReadonlySet<TrialStatus> = new Set(['stopped', 'paused', 'interrupted']);

/** What was not tried: stages, points, optimizers, networks. Every item follows from what is stored. */
export function notTriedItems(write: Writer): string[] {
  const { steps } = write.report;
  return [...steps.flatMap(step => stepItems(write, step)), ...widerItems(write)];
}

function stepItems(write: Writer, step: ReportStep): string[] {
  const { kind, run, decision, leftOut, guided } = step;
  const stage = write.stageName(kind);
  if (!run) {
    if (leftOut)
      return [write.say('report.notTried.leftOut', { stage, reason: write.say(leftOut.key, leftOut.values) })];
    if (!decision && guided) return [write.say('report.stale.stage', { stage, why: notRunText(write, step) })];
    if (!decision) return [write.say('report.notTried.stage', { stage })];
    // An estimate of the probe is told where the stage is.
    if (decision.decision.probeId !== null) return [write.say('report.notTried.stage', { stage })];
    return [write.say('report.notTried.chosen', { stage, set: write.choice(decision.decision.set) })];
  }
  const of = (statuses: ReadonlySet<TrialStatus>) => run.trials.filter(({ status }) => statuses.has(status));
  // A second seed that was ended early is no point that was not tried.
  const finished = new Set(of(new Set(['finished'])).map(trial => write.trialName(trial, run)));
  const pruned = of(new Set(['pruned'])).filter(trial => !finished.has(write.trialName(trial, run)));
  const [stopped, failed] = [of(STOPPED), of(new Set(['failed']))];
  const told = (trials: readonly Trial[]) => ({ stage, count: trials.length, names: names(write, trials, run) });
  return [
    ...(pruned.length > 0 ? [write.say('report.notTried.pruned', told(pruned))] : []),
    ...(stopped.length > 0 ? [write.say('report.notTried.stopped', told(stopped))] : []),
    ...(failed.length > 0 ? [write.say('report.notTried.failed', told(failed))] : []),
    ...(ladderOf(run)?.assumed ? [write.say('report.notTried.oneSeed', { stage })] : []),
    ...searchItems(write, stage, run),
    ...decayItems(write, stage, run),
  ];
}

/** What a search of batch size and momentum left out, by its plan. */
function searchItems(write: Writer, stage: string, run: ReportRun): string[] {
  if (!batchMomentumOf(run)) return [];
  const plan = BatchMomentumPlan.safeParse(run.stage.plan).data;
  if (!plan) return [];
  const { search, points, batchSizes, momenta, minutes, leftOut, holdRate, race, accepted } = plan;
  const sizes = (why: 'rows' | 'memory') => leftOut.filter(one => one.why === why).map(({ batchSize }) => batchSize);
  const grid = batchSizes.length * momenta.length;
  const optimizer = write.say(`newLadder.optimizer.${accepted.optimizer}`);
  return [
    ...(search === 'random' && points.length < grid
      ? [write.say('report.notTried.random', { stage, count: points.length, grid })]
      : []),
    ...(minutes === null ? [] : [write.say('report.notTried.budget', { stage, minutes })]),
    ...(['rows', 'memory'] as const).flatMap(why =>
      sizes(why).length > 0
        ? [write.say(`report.notTried.${why}`, { stage, sizes: write.list(sizes(why).map(String)) })]
        : [],
    ),
    ...(holdRate ? [write.say('report.notTried.held', { stage })] : []),
    ...(race ? [] : [write.say('report.notTried.noRace', { stage, optimizer })]),
  ];
}

function decayItems(write: Writer, stage: string, run: ReportRun): string[] {
  const answer = decayOf(run);
  const plan = DecayPlan.safeParse(run.stage.plan).data;
  if (!answer || !plan) return [];
  const tried = new Set(run.trials.map(({ hyperparameters }) => hyperparameters.schedule.kind));
  const left = SCHEDULE_KINDS.filter(kind => !tried.has(kind));
  return left.length > 0
    ? [
        write.say('report.notTried.schedules', {
          stage,
          names: write.list(left.map(kind => write.say(`schedule.kind.${kind}`))),
        }),
      ]
    : [];
}

/** What no stage of the method looks at by itself. */
function widerItems(write: Writer): string[] {
  const { project, steps, configuration } = write.report;
  if (project.command || !project.facts) return [];
  const runs = steps.flatMap(({ run, others }) => [...others, ...(run ? [run] : [])]);
  const trials = runs.flatMap(run => run.trials);
  if (trials.length === 0) return [];
  const optimizers = new Set(trials.map(({ hyperparameters }) => hyperparameters.optimizer));
  // Plain SGD is momentum 0.
  if (trials.some(({ hyperparameters: { optimizer, momentum } }) => optimizer !== 'adam' && momentum === 0))
    optimizers.add('sgd');
  const models = new Set(trials.map(({ hyperparameters }) => hyperparameters.model));
  const otherOptimizers = OptimizerKind.options.filter(kind => !optimizers.has(kind));
  const otherModels = modelsFor(project.facts).filter(kind => !models.has(kind));
  const modelName = (kind: (typeof otherModels)[number]) =>
    kind === 'mlp' || kind === 'cnn' ? kind.toUpperCase() : write.say(`page.model.${kind}`);
  const regularised = trials.some(({ hyperparameters: { weightDecay, dropout } }) => weightDecay > 0 || dropout > 0);
  const hasStage = steps.some(({ kind }) => kind === 'regularisation');
  return [
    ...(otherOptimizers.length > 0
      ? [
          write.say('report.notTried.optimizers', {
            names: write.list(otherOptimizers.map(kind => write.say(`newLadder.optimizer.${kind}`))),
          }),
        ]
      : []),
    ...(otherModels.length > 0 && configuration.model
      ? [write.say('report.notTried.networks', { names: write.list(otherModels.map(modelName)) })]
      : []),
    // Where there is that stage, it is told as any other.
    ...(regularised || hasStage ? [] : [write.say('report.notTried.regularisation')]),
  ];
}

/** What a person decided otherwise than it was recommended, or said themselves. */
export function overruledItems(write: Writer): string[] {
  const { project, steps } = write.report;
  const { facts, network, choice } = project;
  const said = project.command ? null : saidText(write, choice);
  const proposed = facts && networkIfAny(planBase({}, facts, null));
  const isOther = network && proposed && !sameNetwork(network, proposed);
  return [
    ...(said ? [write.say('report.overruled.data', { said })] : []),
    ...(isOther
      ? [write.say('report.overruled.network', { network: write.network(network), proposed: write.network(proposed) })]
      : []),
    ...steps.flatMap(({ kind, run, decision }) => {
      const stage = write.stageName(kind);
      const added = run?.trials.filter(({ point }) => point.origin === 'person') ?? [];
      const overruled = decision && overruledText(write, decision);
      return [
        ...(run && added.length > 0
          ? [write.say('report.overruled.added', { stage, count: added.length, names: names(write, added, run) })]
          : []),
        ...(overruled ? [write.say('report.stale.stage', { stage, why: overruled })] : []),
        ...(decision?.kept ? [write.say('report.stale.stage', { stage, why: write.say('report.stage.kept') })] : []),
      ];
    }),
  ];
}

/** Differences that are none: what would have done as well, and stages that gained nothing. */
export function noiseItems(write: Writer): string[] {
  return write.report.steps.flatMap(({ kind, run, compared }) => {
    if (!run) return [];
    const stage = write.stageName(kind);
    const ladder = ladderOf(run);
    const grid = batchMomentumOf(run);
    const decay = decayOf(run);
    const tied = ladder?.tied ?? [];
    return [
      ...(tied.length > 0 ? [write.say('report.noise.equal', { stage, names: write.list(tied.map(formatRate)) })] : []),
      ...(compared?.says.key === 'tune.optimizer.noise' && !compared.skipped
        ? [write.say('report.stale.stage', { stage, why: write.statement(compared.says) })]
        : []),
      ...(grid?.gain?.verdict === 'none' ? [write.say('report.noise.none', { stage })] : []),
      ...(decay
        ? [decay.lazy, ...decay.variants, ...decay.againstBest].flatMap(({ schedule, against, verdict }) => {
            if (verdict !== 'flat' && verdict !== 'unknown') return [];
            const values = { schedule: write.schedule(schedule), against: write.schedule(against) };
            return [
              write.say('report.noise.decay', {
                stage,
                ...values,
                verdict: write.say(`report.decay.verdict.${verdict}`),
              }),
            ];
          })
        : []),
    ];
  });
}

const staleItems = (write: Writer): string[] =>
  write.report.steps.flatMap(({ kind, run, decision }) => {
    const standing = decision?.standing ?? run?.standing ?? 'holds';
    if (standing === 'holds') return [];
    return [
      write.say('report.stale.stage', {
        stage: write.stageName(kind),
        why: write.say(`report.stage.stale.${standing}`),
      }),
    ];
  });
