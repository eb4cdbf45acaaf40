import { z } from 'zod';
import { BackendId, Hyperparameters, LearningRate } from './hyperparameters.ts';
import { Figure, Known } from './metrics.ts';

/** What the budget probe found [B1–B8]: an estimate of the learning rate from at most a hundred steps, with its evidence. */
export const ProbeAnswer = z.object({
  /** The estimate, checked [B6]. */
  learningRate: LearningRate,
  /** How well its three rounds agree, and whether the check passed at once. */
  confidence: z.enum(['high', 'medium', 'low']),
  /**
   * The guide's own rule, for comparison [B3]: at `learningRate` the update ratio was `ratio`; `estimate` would bring it to 1e-3.
   * `band` is where ratios lie at good rates.
   */
  ratioRule: z.object({
    learningRate: LearningRate,
    ratio: Figure,
    estimate: LearningRate.nullable(),
    band: z.tuple([z.number(), z.number()]),
  }),
  /** Each rate of each round, in the order they were tried. */
  rounds: z.array(
    z.object({
      round: z.number().int(),
      learningRate: LearningRate,
      /** Median update ratio of its steps so far. */
      ratio: Figure,
      /** Mean loss on examples that no batch of the probe holds. */
      unseenLoss: Figure,
      /** Steps from the snapshot. */
      steps: z.number().int(),
    }),
  ),
  /** Median update ratio of each parameter over the longest round [B4]. */
  layers: z.array(z.object({ name: z.string(), ratio: Figure })),
  /** The share of what is learned of seen batches that holds for unseen examples; small where the network learns by heart. */
  generalisation: Figure,
  /** What it cost in optimizer steps, a forward pass counted as a third of one. */
  steps: Known,
  seconds: Known,
  /** SHA-256 of weights, optimizer, random state and data order, before and after: the probe leaves no trace [B5]. */
  digestBefore: z.string(),
  digestAfter: z.string(),
  /** Whether a short run at the estimate lowered the loss [B6]; how often the rate was halved since it diverged. */
  check: z.object({ passed: z.boolean(), halvings: z.number().int(), lossBefore: Figure, lossAfter: Figure }),
});
export type ProbeAnswer = z.infer<typeof ProbeAnswer>;

/** One probe, as it is kept: a person's of a project, or that of one point of a stage [S6]. */
export const Probe = z.object({
  id: z.string(),
  projectId: z.string(),
  /** The stage that asked for it; null: a person did. */
  stageId: z.string().nullable(),
  /** The point of that stage whose rate it looks for (`TrialPoint.key`); null: of none. */
  pointKey: z.string().nullable(),
  /** Everything but the learning rate that decided it. */
  hyperparameters: Hyperparameters.omit({ learningRate: true }),
  backend: BackendId,
  dataDigest: z.string(),
  programVersion: z.string(),
  answer: ProbeAnswer,
  createdAt: z.number(),
});
export type Probe = z.infer<typeof Probe>;
