import { z } from 'zod';
import { CONSTANT, Schedule, sameSchedule } from './schedule.ts';

/** The built-in networks: for any rows, for images (`cnn`), for texts (`fasttext`, `textcnn`). */
export const ModelKind = z.enum(['linear', 'mlp', 'cnn', 'fasttext', 'textcnn']);
export type ModelKind = z.infer<typeof ModelKind>;

export const OptimizerKind = z.enum(['sgd', 'momentum', 'nesterov', 'adam']);
export type OptimizerKind = z.infer<typeof OptimizerKind>;

export const BackendId = z.enum(['cpu', 'wasm', 'webgpu', 'cuda']);
export type BackendId = z.infer<typeof BackendId>;

/** A learning rate: positive and finite. */
export const LearningRate = z.number().positive().finite();

/**
 * The most that a person may choose. Of a network's sizes: hidden layers or blocks, a hidden layer's width, a block's filters, a word
 * vector's numbers. Of training: a learning rate, steps, examples a batch.
 */
export const MOST = {
  layers: 8,
  hidden: 65_536,
  filters: 1024,
  embedding: 1024,
  learningRate: 1e6,
  steps: 10_000_000,
  batchSize: 65_536,
} as const;

/** A learning rate, and num_steps, as a person may choose them. What is stored already is read whatever it is. */
export const ChosenRate = LearningRate.max(MOST.learningRate);
export const ChosenSteps = z.number().int().min(1).max(MOST.steps);

/** The widths of the MLP's hidden layers, input side first. */
export const HiddenSizes = z.array(z.number().int().min(1).max(MOST.hidden)).max(MOST.layers);

/** Filters of a network's convolutions, input side first. */
export const Filters = z.array(z.number().int().min(1).max(MOST.filters)).max(MOST.layers);

/**
 * Everything a person may choose about one trial. Together with the prepared data's digest, the backend and the
 * program's version it decides every number of the trial (docs/method.md, "What all rules share", 3).
 */
export const Hyperparameters = z.object({
  model: ModelKind,
  /** Of the MLP. */
  hidden: HiddenSizes,
  /** Of each block of a CNN, the image's side first; of a text CNN one number. */
  filters: Filters,
  /** Numbers a word's vector has, of fastText and text CNN. */
  embedding: z.number().int().min(1).max(MOST.embedding),
  /** L2 regularisation, with Adam decoupled; 0 is off, as in stages 1 to 3 [M6]. */
  weightDecay: z.number().min(0).max(1),
  /** Probability that a number between layers is dropped while training; 0 is off [M6]. */
  dropout: z.number().min(0).max(0.95),
  optimizer: OptimizerKind,
  learningRate: LearningRate,
  /** Used by `momentum` and `nesterov` only; `adam` uses β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
  momentum: z.number().min(0).lt(1),
  batchSize: z.number().int().min(1).max(MOST.batchSize),
  /** `T`, num_steps: how many optimizer updates. */
  steps: ChosenSteps,
  /** Decides the initial weights and the order of the data, and nothing else does. */
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  /** Dev is evaluated every so many steps, before the first and after the last; null: by the schedule (`evaluationSteps`). */
  evalEvery: z.number().int().min(1).nullable(),
  /** How the learning rate changes while it trains; of trials, plans and probes of old, which have none: not at all. */
  schedule: Schedule.default(CONSTANT),
});
export type Hyperparameters = z.infer<typeof Hyperparameters>;

type Some = { [Name in keyof Hyperparameters]?: Hyperparameters[Name] | undefined };

/** Whether two sets say the same of one hyperparameter; a schedule that is left out is the constant one, regularisation that is left out is off. */
export function sameSetting(name: keyof Hyperparameters, a: Some, b: Some): boolean {
  if (name === 'schedule') return sameSchedule(a.schedule, b.schedule);
  if (name === 'weightDecay' || name === 'dropout') return (a[name] ?? 0) === (b[name] ?? 0);
  return JSON.stringify(a[name]) === JSON.stringify(b[name]);
}

/** The network of a project and its sizes; a network looks only at the sizes it has. */
export const NetworkChoice = Hyperparameters.pick({ model: true, hidden: true, filters: true, embedding: true });
export type NetworkChoice = z.infer<typeof NetworkChoice>;

/** What a trial uses where neither the person nor the data says otherwise (`planBase`): data that is known decides `steps` too. */
export const DEFAULT_HYPERPARAMETERS: Readonly<Omit<Hyperparameters, 'learningRate'>> = {
  model: 'mlp',
  hidden: [128, 64],
  filters: [],
  embedding: 64,
  weightDecay: 0,
  dropout: 0,
  optimizer: 'sgd',
  momentum: 0.9,
  batchSize: 64,
  steps: 600,
  seed: 1,
  evalEvery: null,
  schedule: CONSTANT,
};
