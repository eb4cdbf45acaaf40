import type { FigureChoice, FigureSource } from '../../domain/own-command.ts';
import type { Figure } from './figure.ts';
import { FigureRows } from './rows.ts';
import { SeenFigures, understand } from './seen.ts';

/** Names that a person gave for some figures. */
export type SaidFigures = Parameters<typeof understand>[1];

/** What a look at a run found, as far as it went. */
export interface LookedSoFar {
  /** What the figures mean; null: it can't be told which is the training loss. */
  choice: FigureChoice | null;
  /** The first training losses in their order, and the rates that were logged with them. */
  losses: readonly number[];
  rates: readonly number[];
  /** Update ratios [B1], also those of steps whose loss isn't told. */
  ratios: readonly number[];
  /** Evaluations of dev so far. */
  evaluations: number;
  /** Steps done. */
  reached: number;
}

/** Figures are kept so that they can be read once more where their meaning becomes clear only later; so many lines or rows of them. */
const MOST_KEPT = 50_000;
/** As `descent.watch` calls it. */
const RATIO = 'update_ratio';
/** So many values of the beginning are told. */
const MOST_TOLD = 2000;

/** The figures of a run that is looked at: what all of them are, and the rows that they make once it is clear what they mean. */
export class LookedFigures {
  readonly seen = new SeenFigures();
  private readonly said: SaidFigures | FigureChoice;
  private readonly kept: { source: FigureSource; figures: readonly Figure[] }[] = [];
  private rows: { choice: FigureChoice; of: FigureRows } | null = null;
  private losses: number[] = [];
  private rates: number[] = [];
  private readonly ratios: number[] = [];
  private evaluations = 0;

  /** @param said names of some, or what they mean where that is settled */
  constructor(said: SaidFigures | FigureChoice = {}) {
    this.said = said;
  }

  take(source: FigureSource, figures: readonly Figure[], text: string): void {
    this.seen.take(source, figures, text);
    if (this.kept.length < MOST_KEPT) this.kept.push({ source, figures });
    this.rows?.of.take(source, figures);
    for (const { name, value } of figures)
      if (name === RATIO && this.ratios.length < MOST_TOLD) this.ratios.push(value);
  }

  /** What is understood by now. @param final the run has ended */
  soFar(final: boolean): LookedSoFar {
    const choice = this.choice();
    if (choice && JSON.stringify(choice) !== JSON.stringify(this.rows?.choice)) {
      this.rows = { choice, of: new FigureRows(choice) };
      [this.losses, this.rates, this.evaluations] = [[], [], 0];
      for (const { source, figures } of this.kept) this.rows.of.take(source, figures);
    }
    for (const { series, steps, columns } of this.rows?.of.batches(final) ?? []) {
      if (series === 'eval') this.evaluations += steps.length;
      else {
        const room = MOST_TOLD - this.losses.length;
        this.losses.push(...(columns.loss ?? []).slice(0, room));
        this.rates.push(...(columns.learningRate ?? []).slice(0, room));
      }
    }
    const { losses, rates, ratios, evaluations } = this;
    return { choice, losses, rates, ratios, evaluations, reached: this.rows?.of.reached ?? 0 };
  }

  private choice(): FigureChoice | null {
    if (isChoice(this.said)) return this.said;
    const understood = understand(this.seen, this.said);
    return 'choice' in understood ? understood.choice : null;
  }
}

const isChoice = (said: SaidFigures | FigureChoice): said is FigureChoice => typeof said?.loss === 'object';
