import { z } from 'zod';

/** The built-in networks. More arrive with their data kinds (CNN, fastText, text CNN). */
export const ModelKind = z.enum(['linear', 'mlp']);
export type ModelKind = z.infer<typeof ModelKind>;

export const OptimizerKind = z.enum(['sgd', 'momentum', 'nesterov', 'adam']);
export type OptimizerKind = z.infer<typeof OptimizerKind>;

export const BackendId = z.enum(['cpu', 'wasm', 'webgpu', 'cuda']);
export type BackendId = z.infer<typeof BackendId>;

/** A learning rate: positive and finite. */
export const LearningRate = z.number().positive().finite();

/** The widths of the MLP's hidden layers, input side first. */
export const HiddenSizes = z.array(z.number().int().min(1).max(65_536)).max(8);

/**
 * Everything a person may choose about one trial. Together with the prepared data's digest, the backend and the
 * program's version it decides every number of the trial (METHOD.md, "what to hold on to", 3).
 */
export const Hyperparameters = z.object({
  model: ModelKind,
  /** Ignored by the linear model. */
  hidden: HiddenSizes,
  optimizer: OptimizerKind,
  learningRate: LearningRate,
  /** Used by `momentum` and `nesterov` only; `adam` uses β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
  momentum: z.number().min(0).lt(1),
  batchSize: z.number().int().min(1).max(65_536),
  /** `T`, num_steps: how many optimizer updates. */
  steps: z.number().int().min(1).max(10_000_000),
  /** Decides the initial weights and the order of the data, and nothing else does. */
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  /** Dev loss and metric are measured every so many steps, before the first and after the last. */
  evalEvery: z.number().int().min(1),
});
export type Hyperparameters = z.infer<typeof Hyperparameters>;

/** What a trial uses where the person says nothing (batch size: M7). */
export const DEFAULT_HYPERPARAMETERS: Readonly<Omit<Hyperparameters, 'learningRate'>> = {
  model: 'mlp',
  hidden: [128, 64],
  optimizer: 'sgd',
  momentum: 0.9,
  batchSize: 64,
  steps: 600,
  seed: 1,
  evalEvery: 100,
};
