import { z } from 'zod';
import { Figure, Known } from './metrics.ts';
import { CommandTemplate, FigureChoice, FigureName, ProofCheck, Role, SeenSchedule } from './own-command.ts';

/** Which of several places in a command has a role, by argument and character; null: none of them. */
export const RoleChoices = z.partialRecord(
  Role,
  z.object({ argument: z.number().int().min(0), from: z.number().int().min(0) }).nullable(),
);
export type RoleChoices = z.infer<typeof RoleChoices>;

/** What a dry run saw of one figure. */
export const SeenFigure = z.object({
  ...FigureName.shape,
  /** How often it was told. */
  count: z.number().int(),
  first: Figure,
  last: Figure,
  least: Figure,
  most: Figure,
  /** It never fell: it may count steps. */
  rises: z.boolean(),
  /** Of the first line that it stood in. */
  sample: z.string(),
  /** Some of its values, evenly apart. */
  curve: z.array(Figure),
});
export type SeenFigure = z.infer<typeof SeenFigure>;

/** A command that a person typed on the page, on its way to become a project. */
export const CommandDraft = z.object({
  id: z.string(),
  /** As it was typed. */
  line: z.string(),
  folder: z.string(),
  /** What would be run, without what looks like a secret. */
  shown: z.string(),
  template: CommandTemplate,
  /** Where roles could stand, by the names of arguments. */
  places: z.array(
    z.object({ role: Role, argument: z.number().int(), from: z.number().int(), name: z.string(), written: z.string() }),
  ),
  roles: RoleChoices,
  /** Roles of which a person must say where they stand. */
  asked: z.array(Role),
  /** What a file of settings decides. */
  inFile: z.array(z.object({ role: Role, written: z.string() })),
  /** Placeholders that mean nothing. */
  unknown: z.array(z.string()),
  /** What its dry run showed; null: there was none. */
  looked: z
    .object({
      seen: z.array(SeenFigure),
      reached: z.number().int(),
      cut: z.boolean(),
      seconds: z.number(),
      memoryBytes: Known,
    })
    .nullable(),
  /** Null: it isn't clear yet which figure is the training loss. */
  figures: FigureChoice.nullable(),
  length: z
    .object({ steps: z.number().int(), stepsPerCount: z.number(), schedule: SeenSchedule.nullable() })
    .nullable(),
  proof: z.array(ProofCheck).nullable(),
  /** What runs now: how many times it was started for it, and how many losses this run told so far. */
  running: z
    .object({ kind: z.enum(['looking', 'proving']), starts: z.number().int(), losses: z.number().int() })
    .nullable(),
});
export type CommandDraft = z.infer<typeof CommandDraft>;
