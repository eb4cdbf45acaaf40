import type { StageView } from '#shared/contract/requests.ts';
import type { Candidate } from '#shared/domain/answer.ts';
import type { Trial } from '#shared/domain/trial.ts';

/** A row of the trials table: the trial and where it stands in the ranking. */
export interface TrialRow {
  trial: Trial;
  candidate: Candidate;
  lead: boolean;
}

export const SORT_KEYS = ['rank', 'rate', 'state', 'loss', 'reach', 'metric'] as const;
export type SortKey = (typeof SORT_KEYS)[number];
export interface Sorting {
  key: SortKey;
  descending: boolean;
}

export function trialRows({ trials, answer }: Pick<StageView, 'trials' | 'answer'>): TrialRow[] {
  const candidates = new Map(answer.candidates.map(candidate => [candidate.trialId, candidate]));
  return trials.flatMap(trial => {
    const candidate = candidates.get(trial.id);
    return candidate ? [{ trial, candidate, lead: trial.id === answer.best?.trialId }] : [];
  });
}

/** What a column is sorted by; null (nothing measured) always comes last. */
const VALUE: Record<SortKey, (row: TrialRow) => number | null> = {
  rank: row => row.candidate.rank,
  rate: row => row.trial.hyperparameters.learningRate,
  state: row => row.candidate.steps,
  loss: row => finite(row.candidate.finalLoss),
  reach: row => row.candidate.stepsToReach,
  metric: row => finite(row.candidate.metric.value),
};
const finite = (value: number | null): number | null => (value !== null && Number.isFinite(value) ? value : null);

/** Rows in the order of a column; equal ones from high rate to low. */
export function sortRows(rows: readonly TrialRow[], { key, descending }: Sorting): TrialRow[] {
  const value = VALUE[key];
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === y) return b.trial.hyperparameters.learningRate - a.trial.hyperparameters.learningRate;
    if (x === null) return 1;
    if (y === null) return -1;
    return descending ? y - x : x - y;
  });
}

/** Rows in an order kept from before; rows that are new to it come last. */
export function inOrder(rows: readonly TrialRow[], order: readonly string[]): TrialRow[] {
  const place = new Map(order.map((id, i) => [id, i]));
  const of = (row: TrialRow): number => place.get(row.trial.id) ?? order.length;
  return [...rows].sort((a, b) => of(a) - of(b));
}
