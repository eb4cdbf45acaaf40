import { z } from 'zod';
import { Reason } from './reason.ts';

/**
 * What an argument of a person's command decides. `steps` or `epochs` is how long it trains, `output` the folder that it writes to, `resume`
 * the checkpoint that it goes on from, `config` a file of settings, `schedule` what its learning rate does while it trains.
 */
export const Role = z.enum([
  'learningRate',
  'batchSize',
  'momentum',
  'steps',
  'epochs',
  'seed',
  'output',
  'resume',
  'config',
  'schedule',
]);
export type Role = z.infer<typeof Role>;

/** A piece of an argument: text as it stands, or a value with a role, as it was written; null: there was a placeholder, `{lr}`. */
export const Part = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ role: Role, written: z.string().nullable() }),
]);
export type Part = z.infer<typeof Part>;

/** A command's arguments, program first, each in pieces. They are never joined for a shell. */
export const CommandTemplate = z.array(z.array(Part).min(1)).min(1).max(1000);
export type CommandTemplate = z.infer<typeof CommandTemplate>;

/** Where a figure comes from: printed lines, the lines of `DESCENT_METRICS`, or a file below the folder of the run. */
export const FigureSource = z.enum(['printed', 'metricsFile', 'csv', 'jsonl', 'trainerState', 'eventFile']);
export type FigureSource = z.infer<typeof FigureSource>;

/** One of the figures that a command tells, by its name there. */
export const FigureName = z.object({ source: FigureSource, name: z.string().min(1).max(200) });
export type FigureName = z.infer<typeof FigureName>;

/** What the figures of a command mean; null: it tells none of that kind. */
export const FigureChoice = z.object({
  /** The training loss, by which candidates are ranked where there is no dev loss. */
  loss: FigureName,
  devLoss: FigureName.nullable(),
  devMetric: FigureName.extend({
    as: z.enum(['accuracy', 'macroF1', 'rmse', 'r2']),
    /** It comes as a percentage. */
    percent: z.boolean(),
  }).nullable(),
  /** The rate that the command says it trains at. */
  learningRate: FigureName.nullable(),
  /** ‖Δw‖/‖w‖ of a step [B1]. */
  updateRatio: FigureName.nullable(),
  /** The figure that counts the steps, told together with the loss; null: each loss is one further step. */
  step: z.string().nullable(),
  /** What one step is: an optimizer update, an epoch, or one report of the command, of which it isn't known what it is. */
  unit: z.enum(['step', 'epoch', 'report']),
});
export type FigureChoice = z.infer<typeof FigureChoice>;

/** One of the checks before a command is tuned, with its sentence; `open`: it was not tried, and that is said. */
export const ProofCheck = z.object({
  id: z.enum(['metrics', 'dev', 'reproducible', 'rate', 'loggedRate', 'seed', 'schedule', 'memory', 'end', 'resume']),
  verdict: z.enum(['passes', 'warns', 'stops', 'open']),
  ...Reason.shape,
});
export type ProofCheck = z.infer<typeof ProofCheck>;

/** What a command's logged learning rate does while it trains. */
export const SeenSchedule = z.enum(['constant', 'changes']);
export type SeenSchedule = z.infer<typeof SeenSchedule>;

/** A person's own training command, as a project keeps it. */
export const OwnCommand = z.object({
  template: CommandTemplate,
  /** The folder that it runs in. */
  folder: z.string(),
  figures: FigureChoice,
  /** How many steps a run has as it was given. */
  steps: z.number().int().min(1),
  /** So many of these steps are one of what its flag for the length counts, as the steps of an epoch. */
  stepsPerCount: z.number().positive(),
  /** What a file of settings decides, with the value that stands there; left out: nothing, or not kept then. */
  inFile: z.array(z.object({ role: Role, written: z.string() })).optional(),
  /** Left out: no rate is logged, or it was not looked at. */
  schedule: SeenSchedule.optional(),
  /** It said that its learning rate follows the schedule that `DESCENT_PARAMS` names; left out: it did not. */
  followsSchedule: z.boolean().optional(),
  /** What a run costs, as its dry run took it, in ms: a step, and its start; left out or null: not known. */
  pace: z.object({ stepMs: z.number(), startMs: z.number() }).nullish(),
  /** What its proof run showed; left out: there was none. */
  proof: z.array(ProofCheck).optional(),
});
export type OwnCommand = z.infer<typeof OwnCommand>;

/** The roles that decide something of a command: those of its arguments, then those of its file of settings. */
export const decidedRoles = ({ template, inFile = [] }: Pick<OwnCommand, 'template' | 'inFile'>): Set<Role> =>
  new Set([
    ...template.flatMap(parts => parts.flatMap(part => ('role' in part ? [part.role] : []))),
    ...inFile.map(({ role }) => role),
  ]);
