import { leftOut } from '../command/left-out.ts';
import type { HyperparameterSet } from '../domain/evidence.ts';
import type { Preparation } from '../domain/preparation.ts';
import type { PreparedFacts } from '../domain/prepared-file.ts';
import type { Probe } from '../domain/probe.ts';
import type { Decision, Project } from '../domain/project.ts';
import type { Report, ReportData, ReportDecision, ReportRun, ReportStep } from '../domain/report.ts';
import type { TuneRun } from '../domain/tune.ts';
import {
  configurationBefore,
  configurationOf,
  isKept,
  presentInputs,
  stageStanding,
  withInputs,
} from '../method/configuration.ts';
import { planBase } from '../method/fixed-hyperparameters.ts';
import { networkIn } from '../method/networks/same-network.ts';
import { estimateOf } from '../method/probe/answer.ts';
import { questionOf, STAGES } from '../method/stages/definitions.ts';

/** What is stored of a project, as it was read. */
export interface StoredProject
  extends Pick<Report, 'version' | 'madeAt' | 'platform' | 'project' | 'probes' | 'testReadings'> {
  /** Null: it was not found. */
  read: PreparedFacts['report'] | null;
  /** Newest last. */
  preparations: readonly Preparation[];
  /** Newest last. */
  decisions: readonly Decision[];
  /** Oldest first. */
  runs: readonly Omit<ReportRun, 'standing'>[];
  /** Newest last. */
  tunes: readonly TuneRun[];
}

/** Puts together what a report tells. A pure function: of the same rows it is the same report. */
export function assembleReport({ read, preparations, decisions, runs, tunes, ...told }: StoredProject): Report {
  const { project } = told;
  const order = STAGES.map(({ kind }) => kind);
  const present = presentInputs(project);
  const accepted = decisions.map(withInputs);
  const folded = configurationOf(accepted, order, present);
  const standing = new Map(folded.decisions.map(one => [one.decision.id, one.standing]));
  const all = runs.map((run): ReportRun => {
    const before = configurationBefore(questionOf(run.stage), accepted, order, present);
    return { ...run, standing: stageStanding(run.stage, before, present) };
  });
  const left: Partial<Record<string, ReportStep['leftOut']>> = project.command ? leftOut(project.command) : {};
  const steps = order.map((kind): ReportStep => {
    const ofKind = all.filter(({ stage }) => questionOf(stage) === kind);
    const decision = decisions.findLast(one => one.kind === kind) ?? null;
    const run = ofKind.find(({ stage }) => stage.id === decision?.stageId) ?? ofKind.at(-1) ?? null;
    return {
      kind,
      run,
      others: ofKind.filter(one => one !== run),
      decision: decision && decided(decision, standing.get(decision.id) ?? 'holds', decisions, run, told.probes),
      leftOut: left[kind] ?? null,
      guided: guidedOf(tunes.at(-1), kind, run),
      compared: comparedOf(tunes.at(-1), kind, run),
    };
  });
  const newest = folded.decisions.findLast(one => one.standing === 'holds')?.decision;
  const base = newest && baseOf(newest, all, told.probes);
  return {
    ...told,
    data: read && dataOf(read),
    guided: overview(tunes.at(-1)),
    preparation: preparations.findLast(({ dataDigest }) => dataDigest === project.dataDigest) ?? null,
    steps,
    configuration: project.command ? folded.set : { ...configurationBase(project, base), ...folded.set },
  };
}

const overview = (tune: TuneRun | undefined): Report['guided'] =>
  tune ? { budget: tune.budget, auto: wentByItself(tune), isOver: tune.status === 'finished' } : null;

/** A person may have answered at some gates before they let it go on by itself. */
const wentByItself = ({ auto, stages }: TuneRun): boolean =>
  auto && stages.every(({ outcome }) => outcome !== 'skipped' && outcome !== 'overruled');

/** What a guided run says of a kind of stage; of one that was run again since, nothing. */
function guidedOf(tune: TuneRun | undefined, kind: string, run: ReportRun | null): ReportStep['guided'] {
  if (!tune) return null;
  const own = tune.stages.filter(one => one.kind === kind);
  // Of one kind there may be two.
  const stage = own.find(({ stageId }) => stageId !== null && stageId === run?.stage.id) ?? own[0];
  if (stage?.stageId && run?.stage.id !== stage.stageId) return null;
  if (stage) return { outcome: stage.outcome, says: stage.share.says, cutShort: stage.cutShort };
  const share = tune.plan.shares.find(one => one.kind === kind);
  return share ? { outcome: 'pending', says: share.says, cutShort: false } : null;
}

/** What a guided run said of its second ladder, where the run of the step is one of the two. */
function comparedOf(tune: TuneRun | undefined, kind: string, run: ReportRun | null): ReportStep['compared'] {
  const own = tune?.stages.filter(one => one.kind === kind) ?? [];
  if (!own.some(({ stageId }) => stageId !== null && stageId === run?.stage.id)) return null;
  const second = own.findLast(({ advice }) => advice !== null);
  return second?.advice ? { says: second.advice.says, skipped: second.outcome === 'skipped' } : null;
}

function decided(
  decision: Decision,
  standing: ReportDecision['standing'],
  decisions: readonly Decision[],
  run: ReportRun | null,
  probes: readonly Probe[],
): ReportDecision {
  const { evidence: _, ...rest } = decision;
  const { stageId, probeId } = decision;
  const first = decisions.find(one => one.kind === decision.kind && one.stageId === stageId && one.probeId === probeId);
  const probe = probes.find(({ id }) => id === probeId);
  const ofRun = run?.stage.id === stageId ? (run.recommendation?.set ?? null) : null;
  return {
    decision: rest,
    standing,
    recommended: probe ? { learningRate: estimateOf(probe.answer), steps: probe.hyperparameters.steps } : ofRun,
    kept: first !== undefined && isKept(decision, first),
  };
}

/** What the trials shared that a decision rests on; undefined: it rests on none that is known. */
function baseOf({ stageId, probeId }: Decision, runs: readonly ReportRun[], probes: readonly Probe[]) {
  const run = runs.find(({ stage }) => stage.id === stageId);
  return run?.stage.plan.base ?? probes.find(({ id }) => id === probeId)?.hyperparameters;
}

/** Everything that nobody decided is as the next stage would have it: the project's network, and what the data proposes. */
function configurationBase({ facts, network }: Project, base: HyperparameterSet = {}): HyperparameterSet {
  const { learningRate: _, seed: __, evalEvery: ___, ...shared } = base;
  const { seed: ____, evalEvery: _____, ...plain } = planBase({}, facts, network);
  return { ...plain, ...shared, ...networkIn(planBase({}, facts, network)) };
}

const dataOf = ({
  rowsRead,
  leftOut,
  warnings,
  checks,
  duplicates,
  why,
  columns,
}: PreparedFacts['report']): ReportData => ({
  rowsRead,
  leftOut,
  warnings,
  checks,
  duplicates,
  why,
  columns: columns.map(({ name, role, type }) => ({ name, role, type })),
});
