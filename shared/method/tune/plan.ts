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
  /** Stages that had their turn. */
  over: ReadonlySet<string>;
}

/** An offer that is bought, for one stage. */
interface Bought {
  line: TuneLine;
  offer: Offer;
}

/**
 * Shares out what is left of a budget over the stages that are still to come. All offers of all stages stand in one order (`Offer.rank`); as many are
 * bought as are paid for at their worst. So the sum never exceeds the budget, more budget never gives less of anything, and unused
 * time of a stage goes to those after it when the rest is planned again.
 */
export function planTune(input: TuneInput, lines: readonly TuneLine[] = TUNE_LINES): TunePlan {
  const ahead = lines.filter(({ kind }) => !input.over.has(kind));
  const ranks = ahead.flatMap(({ offers }) => offers.map(({ rank }) => rank)).sort((a, b) => a - b);
  const plans = ranks.map(rank => pricedUpTo(rank, ahead, input));
  const essential = plans.findLast(({ rank }) => rank <= ESSENTIAL_RANK);
  // Where what is essential is over already, or can't be planned, anything that fits will do.
  const enough = plans.findLast(plan => plan.total <= input.available && plan.rank >= (essential?.rank ?? 0));
  const chosen = enough ?? { rank: -1, total: 0, bought: [], prices: [] };
  const next = (kind: string, rank: number) =>
    ahead.find(line => line.kind === kind)?.offers.find(offer => offer.rank > rank) ?? null;
  const shares = STAGES.filter(({ kind }) => !input.over.has(kind)).map(({ kind }): TuneShare => {
    const one = chosen.bought.find(({ line }) => line.kind === kind);
    const price = chosen.prices.find(priced => priced.kind === kind);
    const more = next(kind, one?.offer.rank ?? -1);
    if (!one || !price) return leftOut(kind, whyNot(kind, more, plans, input));
    if (price.refused) return leftOut(kind, price.refused);
    return {
      kind,
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

/** What an offer would do; null: it can't be planned. */
function saysAt({ rank }: Offer, { kind, says }: TuneLine, plans: readonly PricedPlan[]): Statement | null {
  const price = plans.find(plan => plan.rank === rank)?.prices.find(one => one.kind === kind);
  return price && !price.refused ? says(price.plan) : null;
}

interface PricedPlan {
  rank: number;
  /** In the unit of the budget; infinite where it is not known. */
  total: number;
  bought: readonly Bought[];
  prices: readonly Priced[];
}

/** All offers up to a rank, of each stage the richest. */
function pricedUpTo(rank: number, lines: readonly TuneLine[], input: TuneInput): PricedPlan {
  const bought = inOrder(lines).flatMap((line): Bought[] => {
    const offer = line.offers.findLast(one => one.rank <= rank);
    return offer ? [{ line, offer }] : [];
  });
  const wanted = bought.map(({ line, offer }): Wanted => {
    return { kind: line.kind, choice: set => offer.choice({ ...offerInput(line.kind, input), set }) };
  });
  const prices = priceOf(wanted, input);
  const total = prices.reduce((sum, price) => sum + (price.refused ? 0 : costIn(price.atMost, input)), 0);
  return { rank, total, bought, prices };
}

const inOrder = (lines: readonly TuneLine[]): TuneLine[] =>
  STAGES.flatMap(({ kind }) => lines.filter(line => line.kind === kind));

/** What is accepted before a stage, as far as that is known. */
function offerInput(kind: string, { decisions, present, subject, seed }: TuneInput): OfferInput {
  const order = STAGES.map(one => one.kind);
  const { set } = configurationBefore(kind, decisions, order, present);
  return { subject, facts: subject.kind === 'builtIn' ? subject.facts : null, set, seed };
}

const slowed = ({ steps, ms }: TuneCost, { slower = 1 }: Pick<TuneInput, 'slower'>): TuneCost => ({
  steps,
  ms: ms === null ? null : slower * ms,
});

const costIn = (cost: TuneCost, input: Pick<TuneInput, 'unit' | 'slower'>): number =>
  input.unit === 'steps' ? cost.steps : (slowed(cost, input).ms ?? Number.POSITIVE_INFINITY);

const NOTHING: TuneCost = { steps: 0, ms: 0 };

const leftOut = (kind: string, says: Statement): TuneShare => ({
  kind,
  choice: null,
  atMost: NOTHING,
  about: NOTHING,
  says,
  without: null,
});

/** Why a stage that is in no plan is left out: what would have to be there for it, or that guided runs don't know it. */
function whyNot(kind: string, cheapest: Offer | null, plans: readonly PricedPlan[], input: TuneInput): Statement {
  if (!cheapest) return { key: 'tune.leftOut.unknown', values: {} };
  const plan = plans.find(({ rank }) => rank >= cheapest.rank);
  const price = plan?.prices.find(one => one.kind === kind);
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
