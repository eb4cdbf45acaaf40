/** The rules of docs/method.md that the page refers to, in its order; `prune` is the ladder's early stop of rungs that can't win. */
export const RULES = [
  ...(['M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7', 'M8'] as const),
  ...(['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8', 'prune'] as const),
  ...(['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8'] as const),
] as const;

export type Rule = (typeof RULES)[number];
