import type { HyperparameterSet } from '../../domain/evidence.ts';
import type { Reason, Statement } from '../../domain/reason.ts';
import type { TuneBudget, TuneCost, TunePlan, TuneShare } from '../../domain/tune.ts';
import { configurationBefore } from '../configuration.ts';
import { STAGES } from '../stages/definitions.ts';
import { ESSENTIAL_RANK, type Offer, type OfferInput, TUNE_LINES, type TuneLine } from './lines.ts';
import { type Priced, type PriceInput, priceOf, type Wanted } from './price.ts';

/** What a budget is shared out by. */
export interface TuneInput extends PriceInput {
  unit: TuneBudget['unit'];
  /** What is left of the budget, in ms or in steps. */
  available: number;
  /** What was used of it before; left out: nothing. */
  spent?: number;
  /** Over what was measured before anything ran, how long things really take; left out: as long. */
  slower?: number;
  seed: number;
  /** T of the run's first ladder; null: it has not run. */
  ladderSteps: number | null;
  /** Lines that had their turn. */
  over: ReadonlySet<string>;
}

/** What the final runs take is reckoned by so much more where time is what counts: cut short they say nothing. */
export const MARGIN = 1.2;

/** An offer that is bought, for one stage. */
interface Bought {
  line: TuneLine;
  offer: Offer;
}

/**
 * Shares out what is left of a budget over the stages that are still to come. All offers of all stages stand in one order (`Offer.rank`); as many are
 * bought as are paid for: the stage that comes next at its worst, so that the budget is never exceeded, those after it at what they mostly take, since
 * what is left is shared out again before each of them. More budget never gives less of anything.
 */
export function planTune(input: TuneInput, lines: readonly TuneLine[] = TUNE_LINES): TunePlan {
  const all = stagesIn(lines);
  const ahead = all.filter(({ line }) => !input.over.has(line));
  const offered = ahead.flatMap(({ offers = [] }) => offers);
  const ranks = offered.map(({ rank }) => rank).sort((a, b) => a - b);
  const plans = ranks.map(rank => pricedUpTo(rank, all, input));
  const essential = plans.findLast(({ rank }) => rank <= ESSENTIAL_RANK);
  // Where what is essential is over already, or can't be planned, anything that fits will do.
  const enough = plans.findLast(plan => plan.total <= input.available && plan.rank >= (essential?.rank ?? 0));
  // Where only the final runs are left, the leanest ones are begun whatever they take: what was tuned is worth little without them.
  const last = ahead.every(({ kind }) => kind === FINAL) && input.unit === 'minutes' ? plans[0] : undefined;
  const chosen = enough ?? last ?? { rank: -1, total: 0, bought: [], prices: [] };
  const shares = ahead.map((of): TuneShare => {
    const { line, kind, offers = [] } = of;
    const name = of.name?.(offerInput(kind, input)) ?? null;
    const one = chosen.bought.find(bought => bought.line === of);
    const price = chosen.prices.find(priced => priced.line === line);
    const more = offers.find(({ rank }) => rank > (one?.offer.rank ?? -1)) ?? null;
    const leftOut = (says: Statement): TuneShare => ({
      ...{ line, kind, name, choice: null, atMost: NOTHING, about: NOTHING, says, without: null },
    });
    if (!one || !price) return leftOut(whyNot(of, more, plans, input));
    if (price.refused) return leftOut(price.refused);
    return {
      ...{ line, kind, name },
      choice: one.offer.choice(offerInput(kind, input)),
      atMost: slowed(price.atMost, input),
      about: slowed(price.about, input),
      says: one.line.says(price.plan),
      without: more && saysAt(more, one.line, plans),
    };
  });
  return {
    shares,
    available: input.available,
    planned: chosen.total,
    fits: enough !== undefined,
    least: essential?.total ?? 0,
  };
}

const FINAL = 'finalRuns';

/** All stages in their order, those that guided runs know as their lines, others by their kind alone. */
type AnyLine = TuneLine | (Pick<TuneLine, 'line' | 'kind'> & Partial<TuneLine>);

const stagesIn = (lines: readonly TuneLine[]): AnyLine[] =>
  STAGES.flatMap(({ kind }): AnyLine[] => {
    const known = lines.filter(line => line.kind === kind);
    return known.length > 0 ? known : [{ line: kind, kind }];
  });

/** What an offer would do; null: it can't be planned. */
function saysAt({ rank }: Offer, { line, says }: TuneLine, plans: readonly PricedPlan[]): Statement | null {
  const price = plans.find(plan => plan.rank === rank)?.prices.find(one => one.line === line);
  return price && !price.refused ? says(price.plan) : null;
}

interface PricedPlan {
  rank: number;
  /** In the unit of the budget, the first stage at its worst, the others as they mostly go; infinite where it is not known. */
  total: number;
  bought: readonly Bought[];
  prices: readonly Priced[];
}

/** All offers up to a rank, of each stage the richest. */
function pricedUpTo(rank: number, lines: readonly AnyLine[], input: TuneInput): PricedPlan {
  const bought = lines.flatMap((line): Bought[] => {
    if (!isKnown(line) || input.over.has(line.line) || line.refuses?.(offerInput(line.kind, input))) return [];
    const offer = line.offers.findLast(one => one.rank <= rank);
    return offer ? [{ line, offer }] : [];
  });
  const wanted = bought.map(({ line, offer }): Wanted => {
    const { kind } = line;
    // Of two of a kind the first one answers the question.
    const before = lines.slice(0, lines.indexOf(line)).filter(one => one.kind === kind);
    const isAhead = before.some(one => bought.some(other => other.line === one));
    const isAnswered = before.length > 0 && (isAhead || input.decisions.some(one => one.kind === kind));
    const choice = (set: HyperparameterSet) => offer.choice({ ...offerInput(kind, input), set });
    return { line: line.line, kind, isAnswered, choice };
  });
  const prices = priceOf(wanted, input);
  const planned = prices.flatMap(price => (price.refused ? [] : price));
  const costs = planned.map(({ line, atMost, about }, i) => {
    const margin = line === FINAL && input.unit === 'minutes' ? MARGIN : 1;
    return margin * costIn(i === 0 ? atMost : about, input);
  });
  return { rank, total: costs.reduce((sum, cost) => sum + cost, 0), bought, prices };
}

const isKnown = (line: AnyLine): line is TuneLine => line.offers !== undefined;

/** What is accepted before a stage, as far as that is known. */
function offerInput(kind: string, { decisions, present, subject, seed, ladderSteps }: TuneInput): OfferInput {
  const order = STAGES.map(one => one.kind);
  const { set } = configurationBefore(kind, decisions, order, present);
  return { subject, facts: subject.kind === 'builtIn' ? subject.facts : null, set, seed, ladderSteps };
}

const slowed = ({ steps, ms }: TuneCost, { slower = 1 }: Pick<TuneInput, 'slower'>): TuneCost => ({
  steps,
  ms: ms === null ? null : slower * ms,
});

const costIn = (cost: TuneCost, input: Pick<TuneInput, 'unit' | 'slower'>): number =>
  input.unit === 'steps' ? cost.steps : (slowed(cost, input).ms ?? Number.POSITIVE_INFINITY);

const NOTHING: TuneCost = { steps: 0, ms: 0 };

/** Why a stage that is in no plan is left out: what would have to be there for it, or that guided runs don't know it. */
function whyNot(of: AnyLine, cheapest: Offer | null, plans: readonly PricedPlan[], input: TuneInput): Statement {
  const refused = of.refuses?.(offerInput(of.kind, input));
  if (refused) return refused;
  if (!cheapest) return { key: 'tune.leftOut.unknown', values: {} };
  const plan = plans.find(({ rank }) => rank >= cheapest.rank);
  const price = plan?.prices.find(one => one.line === of.line);
  if (price?.refused) return price.refused;
  // Of the whole budget, as a person would name it the next time.
  const least = (plan?.total ?? Number.POSITIVE_INFINITY) + (input.spent ?? 0);
  if (!Number.isFinite(least)) return { key: 'tune.leftOut.unmeasured', values: {} };
  return input.unit === 'steps'
    ? { key: 'tune.leftOut.steps', values: { least: { as: 'count', value: least } } }
    : { key: 'tune.leftOut.minutes', values: { least: minutesIn(least) } };
}

/** Why a plan that does not fit can't be started, and what would do. */
export function tooLittle({ unit, most }: TuneBudget, { least }: Pick<TunePlan, 'least'>): Reason {
  if (unit === 'steps') return { key: 'error.tune.fewSteps', values: { most, least: Math.ceil(least) } };
  if (!Number.isFinite(least)) return { key: 'error.tune.unmeasured', values: {} };
  return { key: 'error.tune.fewMinutes', values: { most, least: minutesIn(least) } };
}

/** As a plan tells them: whole ones, or of less than ten one decimal, rounded up. */
export const minutesIn = (ms: number): number => {
  const minutes = ms / 60_000;
  return minutes < 10 ? Math.ceil(minutes * 10) / 10 : Math.ceil(minutes);
};
