import { z } from 'zod';
import { CommandDraft, RoleChoices } from '../domain/command-draft.ts';
import { DataReport } from '../domain/data-report.ts';
import { DataChoice, DatasetFacts } from '../domain/dataset.ts';
import { HyperparameterSet } from '../domain/evidence.ts';
import { ChosenRate, ChosenSteps, NetworkChoice, OptimizerKind } from '../domain/hyperparameters.ts';
import { LoggedEvent } from '../domain/logged-event.ts';
import { Machine } from '../domain/machine.ts';
import { Figure, Known, RecordedColumn } from '../domain/metrics.ts';
import { FigureChoice } from '../domain/own-command.ts';
import { Prediction, TrainedBy } from '../domain/prediction.ts';
import { Preparation } from '../domain/preparation.ts';
import { Probe } from '../domain/probe.ts';
import { Decision, LadderChoice, Project, Stage, StageFrame, Standing } from '../domain/project.ts';
import { Reason } from '../domain/reason.ts';
import { StageRecommendation } from '../domain/recommendation.ts';
import { Report } from '../domain/report.ts';
import { StageProgress } from '../domain/stage-progress.ts';
import { TestReading } from '../domain/test-reading.ts';
import { Trial } from '../domain/trial.ts';
import { TuneChoice, TunePlan, TuneRun, TuneView } from '../domain/tune.ts';
import { Cursor, CurvePiece } from './curve-pieces.ts';
import { RefusalRecord } from './refusal.ts';

export { LadderChoice } from '../domain/project.ts';
export { Cursor, CurveOverview, CurvePiece } from './curve-pieces.ts';

/** What a project has of one kind of stage; it is told without reading a point. */
export const CardStep = z.object({
  /** Of the stage whose question it is about. */
  kind: z.string(),
  /** The newest stage, if any, with what its results say. */
  stage: Stage.nullable(),
  recommendation: StageRecommendation.nullable(),
  /** How far it is; null where nothing happens in it. */
  progress: StageProgress.nullable(),
  /** Estimated ms until the stage is done, where it runs and enough is known. */
  remainingMs: Known,
  /** Of a stage that is not there yet: estimated ms that it would take as it would be planned now, where enough is known. */
  expectedMs: Known,
  /** The newest decision of this kind. */
  decision: Decision.nullable(),
});
export type CardStep = z.infer<typeof CardStep>;

/** A card of the home screen: a project with all of its kinds of stages, in their order. */
export const ProjectCard = z.object({ project: Project, steps: z.array(CardStep) });
export type ProjectCard = z.infer<typeof ProjectCard>;

/** Everything small about one stage; the curves come by `curves.read` and `metrics` events. */
export const StageView = z.object({
  project: Project,
  stage: Stage,
  trials: z.array(Trial),
  /** What its results say; while trials run: so far. */
  recommendation: StageRecommendation,
  progress: StageProgress,
  /** What was accepted on this stage last. */
  decision: Decision.nullable(),
  /** What counts for the project: the newest decision of any of its ladders and probes. */
  projectDecision: Decision.nullable(),
  /** Parameters of the trained network; null before the first trial began. */
  parameterCount: z.number().int().nullable(),
  remainingMs: Known,
  /** Optimizer steps a second over all running trials, measured lately; null where none runs. */
  stepsPerSecond: Known,
  /** When the newest point was committed to disk. */
  savedAt: Known,
});
export type StageView = z.infer<typeof StageView>;

/** A card once a view was told: what happens in a stage that it shows is told by the stage's views alone. Any other stage changes nothing. */
export function cardWith(
  card: ProjectCard,
  { project, stage, recommendation, progress, projectDecision: decision, remainingMs }: StageView,
): ProjectCard {
  if (!card.steps.some(step => step.stage?.id === stage.id)) return card;
  const told = { stage, recommendation, progress, decision, remainingMs };
  return { project, steps: card.steps.map(step => (step.stage?.id === stage.id ? { ...step, ...told } : step)) };
}

/** What a card tells of a kind of stage; of a kind that it knows nothing of, nothing. */
export const stepOfCard = (card: ProjectCard | undefined, kind: string): CardStep | undefined =>
  card?.steps.find(step => step.kind === kind);

export const Settings = z.object({
  language: z.enum(['en', 'zh-CN']).nullable(),
  theme: z.enum(['light', 'dark', 'system']),
});
export type Settings = z.infer<typeof Settings>;

/** What a stage will cost, before it runs. */
export const StageEstimate = z.object({
  trials: z.number().int(),
  /** Optimizer steps in all, as pruning is expected to leave them. */
  steps: z.number().int(),
  /** Without pruning. */
  stepsFull: z.number().int(),
  /** From measured times of a step and an evaluation, with as many side by side as planned; null: not measured yet. */
  ms: Known,
  /** What may come on top: so many trials at most, past an end where the best one stands there [L4], or beside the best one [L2]. */
  mayAdd: z.array(
    z.object({
      why: z.enum(['extended', 'refined', 'repeated']),
      trials: z.number().int(),
      steps: z.number().int(),
      ms: Known,
    }),
  ),
});
export type StageEstimate = z.infer<typeof StageEstimate>;

/** Where a trial would go on, if a person wanted that now. */
export const ResumePoint = z.object({
  trialId: z.string(),
  /** The step it goes on from; 0: it starts anew. */
  step: z.number().int(),
  /** Why it starts anew although it had begun; null: it does not, or it never began. */
  problem: Reason.nullable(),
});
export type ResumePoint = z.infer<typeof ResumePoint>;

/** A path, or `sample:…`. */
const DataSource = z.string().min(1).max(4096);

/** What a person may choose from in one folder, folders first. */
export const FolderListing = z.object({
  folder: z.string(),
  /** Null: there is none above. */
  parent: z.string().nullable(),
  entries: z.array(
    z.object({
      name: z.string(),
      path: z.string(),
      kind: z.enum(['folder', 'file']),
      /** Bytes; null for folders. */
      size: Known,
    }),
  ),
  /** Entries beyond those, which are too many to list. */
  more: z.number().int(),
});
export type FolderListing = z.infer<typeof FolderListing>;

/** A stage that a person asks for: its kind (`stages/definitions.ts`), and what they choose of its plan, which that kind's rules read. */
const StageAsked = z.object({ projectId: z.string(), kind: z.string().max(100), choice: z.unknown() });

/** Some hyperparameters, as a person may choose them. */
const ChosenSet = z.object({
  ...HyperparameterSet.shape,
  learningRate: ChosenRate.optional(),
  steps: ChosenSteps.optional(),
});

/** What a person says at a gate of a guided run, with hyperparameters as they may be chosen. */
const ChosenAnswer = z.union([
  z.object({ do: z.enum(['accept', 'skip']) }),
  z.object({ do: z.literal('set'), set: ChosenSet }),
]);

/** A command that was read, by the name that it got. */
const CommandNamed = z.object({ id: z.uuid() });

const none = z.object({});

/**
 * Every request of the one contract between an interface and the core: input and output, checked on entry. All three
 * shells speak only this. A refused request fails with a `Refusal`.
 */
export const REQUESTS = {
  'app.info': {
    input: none,
    output: z.object({
      version: z.string(),
      home: z.string(),
      machine: Machine,
      settings: Settings,
      /** Why nothing can be done here any more: the home is lost. */
      problem: RefusalRecord.nullable(),
      /** What a person has to know about this home: that it can only be read, what is damaged or missing. Mostly none. */
      notices: z.array(Reason),
    }),
  },
  /** Measures every backend anew, two seconds each. */
  'machine.measure': { input: none, output: Machine },
  'settings.set': { input: Settings.partial(), output: Settings },
  /** The latest activity first. */
  'projects.list': { input: none, output: z.array(ProjectCard) },
  /** Prepares the data (or finds it prepared) and creates a project. */
  'projects.create': { input: z.object({ source: DataSource, choice: DataChoice.optional() }), output: Project },
  /**
   * Reads a command that a person typed, and finds its roles; nothing is run. What runs it names it by its id: none of those requests
   * carries a command (0039).
   */
  'command.read': {
    input: z.object({
      line: z.string().min(1).max(20_000),
      folder: z.string().min(1).max(4096),
      roles: RoleChoices.optional(),
    }),
    output: CommandDraft,
  },
  'command.get': { input: CommandNamed, output: CommandDraft },
  /** Runs it once, as it is, to see which figures it tells; resolves when that is done. */
  'command.look': { input: CommandNamed, output: CommandDraft },
  /** Runs it a few times for a moment: is it what a ladder needs it to be? */
  'command.prove': { input: CommandNamed.extend({ figures: FigureChoice.nullable() }), output: CommandDraft },
  /** Ends what runs of it. */
  'command.stop': { input: CommandNamed, output: CommandDraft },
  /** Makes a project of it. */
  'command.create': { input: CommandNamed, output: Project },
  /** What Descent understands of a source; no project is made. */
  'data.inspect': {
    input: z.object({ source: DataSource, choice: DataChoice.optional() }),
    output: z.object({ facts: DatasetFacts, report: DataReport }),
  },
  /** What Descent understands of a project's source as it is now; `changed`: it is not what the project was made from. */
  'data.report': {
    input: z.object({ projectId: z.string() }),
    output: z.object({ facts: DatasetFacts, report: DataReport, changed: z.boolean() }),
  },
  /**
   * Reads a project's source anew, with another choice or because it changed, and takes what it holds now as the project's
   * data. Stages that were trained on other data stay as they are.
   */
  'data.change': { input: z.object({ projectId: z.string(), choice: DataChoice }), output: Project },
  /**
   * Takes a network for all further stages of a project, or what the data proposes (null). Stages that trained another one stay as
   * they are. Refused where the network doesn't fit the data, or is more than a trainer can hold.
   */
  'projects.setNetwork': {
    input: z.object({ projectId: z.string(), network: NetworkChoice.nullable() }),
    output: Project,
  },
  /** What deleting a project would take away: its trials, and the bytes of all that is kept of it. */
  'projects.size': {
    input: z.object({ projectId: z.string() }),
    output: z.object({ name: z.string(), trials: z.number().int(), bytes: z.number() }),
  },
  /**
   * Deletes a project with everything that is kept of it; data that lies elsewhere is not touched. Refused while anything of it is under
   * way. Resolves when all of it is gone: to the bytes given back to the disk, and those that stay free inside the database for what
   * comes next.
   */
  'projects.delete': {
    input: z.object({ projectId: z.string() }),
    output: z.object({ bytes: z.number(), reusable: z.number() }),
  },
  /** What is in a folder of this machine, to choose data from; null: the person's own folder. */
  'files.list': { input: z.object({ folder: z.string().min(1).max(4096).nullable() }), output: FolderListing },
  /** What a stage of the method would set out to do, by its own rules; nothing is started. */
  'stages.plan': { input: StageAsked, output: StageFrame },
  /** What it would cost; nothing is started. */
  'stages.estimate': { input: StageAsked, output: StageEstimate },
  /** Plans a stage and starts its trials. */
  'stages.start': { input: StageAsked, output: Stage },
  /** Adds a point of a person's to a stage and trains it. */
  'stages.addPoint': { input: z.object({ stageId: z.string(), set: ChosenSet }), output: Trial },
  /** A stage like this one whose trials have other num_steps, with all that came to it: a stage of its own. */
  'stages.runLonger': { input: z.object({ stageId: z.string(), steps: ChosenSteps }), output: Stage },
  /** Plans the ladder (L1) and starts its trials. */
  'ladder.start': { input: z.object({ projectId: z.string(), choice: LadderChoice }), output: Stage },
  /** What such a ladder would cost; nothing is started. */
  'ladder.estimate': { input: z.object({ projectId: z.string(), choice: LadderChoice }), output: StageEstimate },
  /**
   * Checks whether the set-up can learn at all [M1–M8], and measures what a step takes; resolves when it is done and kept. With `again`
   * false what was measured of the same network on the same data is taken where there is any.
   */
  'preparation.run': {
    input: z.object({ projectId: z.string(), choice: LadderChoice, again: z.boolean().optional() }),
    output: Preparation,
  },
  /** A project's preparations, newest last. */
  'preparations.list': { input: z.object({ projectId: z.string() }), output: z.array(Preparation) },
  /** One trial as a stage of its own. */
  'trial.start': {
    input: z.object({ projectId: z.string(), choice: LadderChoice, learningRate: ChosenRate }),
    output: Stage,
  },
  /** Estimates a learning rate within a hundred steps [B1–B8]; resolves when it is done and kept. */
  'probe.run': { input: z.object({ projectId: z.string(), choice: LadderChoice }), output: Probe },
  /** Stops a project's probes and preparations, those that wait and those that are being made; whoever asked for them hears that. */
  'jobs.stop': { input: z.object({ projectId: z.string() }), output: z.object({ stopped: z.number().int() }) },
  /** A project's probes, newest last. */
  'probes.list': { input: z.object({ projectId: z.string() }), output: z.array(Probe) },
  /** Stages of a project, or of all, newest last. */
  'stages.list': { input: z.object({ projectId: z.string().optional() }), output: z.array(Stage) },
  'stages.view': { input: z.object({ stageId: z.string() }), output: StageView },
  /** Stops what runs and keeps what it did. */
  'stages.stop': { input: z.object({ stageId: z.string() }), output: none },
  /** Pauses what runs; it goes on from where it was. */
  'stages.pause': { input: z.object({ stageId: z.string() }), output: none },
  /**
   * Goes on, as further attempts, with the trials that were paused, interrupted, stopped or failed: each from its last
   * checkpoint, or from the beginning where it has none that can be used. Finished ones are kept.
   */
  'stages.continue': { input: z.object({ stageId: z.string() }), output: none },
  /** Adds a rate to a ladder and trains it. */
  'ladder.addRate': { input: z.object({ stageId: z.string(), learningRate: ChosenRate }), output: Trial },
  /**
   * How a ladder that has ended compares with the newest ones of its project that differ by their optimizer alone, at best evaluations. Of
   * each: its optimizer, its recommended rate, and whether this one's dev loss is better than that one's beyond noise.
   */
  'ladder.optimizers': {
    input: z.object({ stageId: z.string() }),
    output: z.array(
      z.object({
        stageId: z.string(),
        optimizer: OptimizerKind,
        learningRate: ChosenRate,
        devLoss: Figure,
        otherDevLoss: Figure,
        noise: Known,
        verdict: z.enum(['better', 'worse', 'noise', 'unknown']),
      }),
    ),
  },
  'trials.stop': { input: z.object({ trialId: z.string() }), output: none },
  'trials.pause': { input: z.object({ trialId: z.string() }), output: none },
  /** As `stages.continue`, for one trial. */
  'trials.continue': { input: z.object({ trialId: z.string() }), output: none },
  /** Reads the test rows of a finished trial with the weights of its best evaluation, once, and counts that; `readings`: so often by now. */
  'trials.readTest': {
    input: z.object({ trialId: z.string() }),
    output: z.object({
      loss: Figure,
      metric: Figure,
      rows: z.number().int(),
      step: z.number().int(),
      readings: z.number().int(),
    }),
  },
  /** Every reading of a project's test rows, oldest first. */
  'test.readings': { input: z.object({ projectId: z.string() }), output: z.array(TestReading) },
  'trials.list': { input: none, output: z.array(Trial) },
  'trials.get': { input: z.object({ trialId: z.string() }), output: Trial },
  /** Which trial's network a project's is: of the final runs, else of what was accepted. Refused where there is none. */
  'predictions.trained': {
    input: z.object({ projectId: z.string() }),
    output: z.object({ by: TrainedBy, trial: Trial }),
  },
  /** What that network says of the rows of a file, a folder or an archive; a million rows at most. */
  'predictions.predict': { input: z.object({ projectId: z.string(), source: DataSource }), output: Prediction },
  /** A piece of the CSV that a prediction made, from a byte on; `next` null: it ends there. The newest few are kept. */
  'predictions.csv': {
    input: z.object({ id: z.uuid(), from: z.number().int().min(0) }),
    output: z.object({ text: z.string(), next: z.number().int().nullable() }),
  },
  /** Accepts some hyperparameters on a stage's evidence; running trials are stopped and kept. */
  'decisions.accept': { input: z.object({ stageId: z.string(), set: ChosenSet }), output: Decision },
  /** Accepts a probe's estimate as the project's learning rate, without a ladder. */
  'decisions.acceptProbe': {
    input: z.object({ projectId: z.string(), probeId: z.string(), numSteps: ChosenSteps }),
    output: Decision,
  },
  /** Accepts some hyperparameters of a person's own for a kind of stage, without a run: to go on without decay. */
  'decisions.choose': {
    input: z.object({ projectId: z.string(), kind: z.string().max(100), set: ChosenSet }),
    output: Decision,
  },
  /**
   * Keeps a project's newest decision, of a kind or of all, for the data, the network and what is accepted before it as they are now, as a
   * decision of its own with the same evidence.
   */
  'decisions.keep': {
    input: z.object({ projectId: z.string(), kind: z.string().max(100).optional() }),
    output: Decision,
  },
  /** What counts for a project: the newest decision of each kind, where it holds, and which of them and of its stages no longer do. */
  'configuration.read': {
    input: z.object({ projectId: z.string() }),
    output: z.object({
      set: HyperparameterSet,
      /** In the order of the stages; what one that doesn't hold sets is not in `set` until it is kept. */
      decisions: z.array(z.object({ decision: Decision, standing: Standing })),
      /** Newest last. */
      stages: z.array(z.object({ stageId: z.string(), standing: Standing })),
    }),
  },
  /** How a budget would be shared out over all stages, and what would be left out; nothing is started. Minutes want a preparation before. */
  'tune.plan': { input: z.object({ projectId: z.string(), choice: TuneChoice }), output: TunePlan },
  /** Prepares, plans and begins a guided run through all stages. */
  'tune.start': { input: z.object({ projectId: z.string(), choice: TuneChoice }), output: TuneRun },
  /** What a person says at a gate; the run goes on. */
  'tune.answer': { input: z.object({ runId: z.string(), answer: ChosenAnswer }), output: TuneRun },
  /** Pauses it, with all that it did kept. */
  'tune.stop': { input: z.object({ runId: z.string() }), output: TuneRun },
  /** Whether one asks at the gates that are still to come, also while it runs: so any gate can be stopped at. */
  'tune.setAuto': { input: z.object({ runId: z.string(), auto: z.boolean() }), output: TuneRun },
  /** Goes on with one that was stopped or cut off; `auto`: without asking from now on, or asking again. */
  'tune.resume': { input: z.object({ runId: z.string(), auto: z.boolean().optional() }), output: TuneRun },
  /** Guided runs of a project, or of all, newest last. */
  'tune.list': { input: z.object({ projectId: z.string().optional() }), output: z.array(TuneView) },
  /** Everything that the project's report tells, as it is now [R3]. */
  'report.read': { input: z.object({ projectId: z.string() }), output: Report },
  /** What happened to a project, and to the home or the machine under it, newest first; null: to all projects. */
  'events.list': { input: z.object({ projectId: z.string().nullable() }), output: z.array(LoggedEvent) },
  /** From where each unfinished trial of a stage would go on: looked at now, since files may be damaged or gone. */
  'checkpoints.list': { input: z.object({ stageId: z.string() }), output: z.array(ResumePoint) },
  /** A project's decisions, newest last. */
  'decisions.list': { input: z.object({ projectId: z.string() }), output: z.array(Decision) },
  /**
   * A stage's stored curves from each cursor on (a trial without a cursor: from its beginning), the current attempt of
   * each, in step order. One answer holds so many points at most, whatever a trial's length: where there is more, the reader asks
   * again, with its cursors at their `next`. Points stored later arrive as `metrics` events; a reader merges both by step.
   */
  'curves.read': {
    input: z.object({
      stageId: z.string(),
      cursors: z.array(Cursor),
      /** Only this trial of the stage. */
      trialId: z.string().optional(),
      /** Only this column: no other one, no other series. The cursors' steps are then those of its series. */
      column: RecordedColumn.optional(),
      /** Where very many points of one column are to come, all but the newest may come as an overview. */
      overview: z.boolean().optional(),
    }),
    output: z.array(CurvePiece),
  },
  /** The trial's log as text, its last `maxBytes` bytes. */
  'trials.log': {
    input: z.object({ trialId: z.string(), maxBytes: z.number().int().min(1).max(1_000_000) }),
    output: z.object({ text: z.string() }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type RequestName = keyof typeof REQUESTS;
export type Input<N extends RequestName> = z.input<(typeof REQUESTS)[N]['input']>;
export type Parsed<N extends RequestName> = z.output<(typeof REQUESTS)[N]['input']>;
export type Output<N extends RequestName> = z.output<(typeof REQUESTS)[N]['output']>;

/** How an interface asks the core, whatever lies between them. */
export type Ask = <N extends RequestName>(name: N, input: Input<N>) => Promise<Output<N>>;
