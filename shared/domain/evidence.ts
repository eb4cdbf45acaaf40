import { z } from 'zod';
import { Hyperparameters } from './hyperparameters.ts';
import { Figure } from './metrics.ts';
import { Statement } from './reason.ts';
import { Schedule } from './schedule.ts';

/** The rules of the method that the program refers to, in its order; `prune` is the early stop of candidates that can't win. */
export const RULES = [
  ...(['M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7', 'M8', 'M9'] as const),
  ...(['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8', 'prune'] as const),
  ...(['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8', 'B9'] as const),
  ...(['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7'] as const),
  ...(['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9'] as const),
  ...(['R1', 'R2'] as const),
] as const;
export const Rule = z.enum(RULES);
export type Rule = z.infer<typeof Rule>;

/** How a piece of evidence speaks: for the recommendation, to be looked at, against it, or not known yet. */
export const Verdict = z.enum(['good', 'warn', 'bad', 'wait']);
export type Verdict = z.infer<typeof Verdict>;

/** Some hyperparameters: what a point of a stage sets, or what accepting a recommendation changes. What is left out stays left out. */
export const HyperparameterSet = Hyperparameters.extend({ schedule: Schedule }).partial();
export type HyperparameterSet = z.infer<typeof HyperparameterSet>;

/** What a person can do about a piece of evidence: the same stage with more steps, a further learning rate, or a further point of another kind. */
export const Remedy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('runLonger'), steps: z.number().int() }),
  z.object({ kind: z.literal('addRate'), rate: Figure }),
  z.object({ kind: z.literal('addPoint'), set: HyperparameterSet }),
]);
export type Remedy = z.infer<typeof Remedy>;

/** One reason for or against a recommendation, as data: page, terminal and report only lay it out. */
export const Evidence = z.object({
  rule: Rule,
  verdict: Verdict,
  title: Statement,
  body: Statement,
  remedy: Remedy.nullable(),
});
export type Evidence = z.infer<typeof Evidence>;

/** A trial's place, 1 being best (null: it has none), with the numbers that it was ranked by, by name. */
export const RankedTrial = z.object({
  trialId: z.string(),
  rank: z.number().int().nullable(),
  figures: z.record(z.string(), Figure.nullable()),
});
export type RankedTrial = z.infer<typeof RankedTrial>;
