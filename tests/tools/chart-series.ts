import type { ChartSeries } from '#renderer/chart/types.ts';

/** A running trial's curve, by what it is called. */
export const aSeries = (id: string, more: Partial<ChartSeries> = {}): ChartSeries => ({
  id,
  label: id,
  name: `lr=${id}`,
  color: () => '#123456',
  series: null,
  dashed: false,
  trialId: id,
  members: [],
  rates: null,
  examplesPerStep: 64,
  status: 'running',
  endReason: null,
  divergedAt: null,
  prunedAt: null,
  quiet: false,
  muted: false,
  lead: false,
  ...more,
});
