import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { CoreEvent } from '#shared/contract/events.ts';
import { ProjectCard, REQUESTS, StageEstimate, StageView } from '#shared/contract/requests.ts';
import type { Machine } from '#shared/domain/machine.ts';
import { Known, known } from '#shared/domain/metrics.ts';
import { Preparation } from '#shared/domain/preparation.ts';
import { Probe } from '#shared/domain/probe.ts';
import { aPreparation, aProject } from '../contract/store-fixtures.ts';
import { someFacts, someReport } from '../tools/prepared-facts.ts';
import { someProbe } from './page-probes.ts';
import { candidate, stageView } from './page-views.ts';

const project = aProject({
  facts: someFacts({ targetScale: { mean: 1, std: 2, devVariance: 0.9 } }),
});
const view: StageView = stageView(
  [candidate(0.1), candidate(0.01)],
  {},
  { remainingMs: 1, stepsPerSecond: 1, savedAt: 1 },
);
view.project = project;
view.stage.tookMs = 1;
for (const trial of view.trials) {
  const lowest = { lowestDevLoss: 1, lowestMetric: 1 };
  const figures = { trainLoss: 1, devLoss: 1, devMetric: 1, ...lowest, seconds: 1, stepMs: 1, ratioMedian: 1 };
  trial.result = { steps: 1, lowestAt: 1, ...figures };
  trial.reason = { key: 'reason.diverged.farAbove', values: { loss: 0.5 } };
}
const card: ProjectCard = {
  project,
  steps: [
    {
      kind: view.stage.kind,
      stage: view.stage,
      recommendation: view.recommendation,
      progress: view.progress,
      decision: null,
      remainingMs: 1,
      expectedMs: 1,
    },
  ],
};
const estimate: StageEstimate = {
  trials: 1,
  steps: 1,
  stepsFull: 1,
  ms: 1,
  mayAdd: [{ why: 'extended', trials: 1, steps: 1, ms: 1 }],
};
const machine: Machine = {
  cpu: 'cpu',
  cores: 2,
  memoryBytes: 1.5,
  platform: 'linux x64',
  backends: [{ id: 'wasm', available: true, reason: null, stepMs: 1.5, device: null }],
  defaultBackend: 'wasm',
};
const column = { name: 'x', type: 'number', role: 'input', note: null, missing: 0, distinct: 2, features: 1 } as const;
const report = someReport({
  columns: [{ ...column, range: { min: 0.5, median: 0.5, mean: 0.5, max: 0.5 }, top: [] }],
});

const MESSAGES: [string, z.ZodType, unknown][] = [
  ['a stage', StageView, view],
  ['a card', ProjectCard, card],
  ['the event of a stage', CoreEvent, { type: 'stage', view }],
  ['the event of a card', CoreEvent, { type: 'project', card }],
  ['the event of reading', CoreEvent, { type: 'reading', source: 's', done: 0.5 }],
  ['the event of the machine', CoreEvent, { type: 'machine', machine }],
  ['an estimate', StageEstimate, estimate],
  ['a preparation', Preparation, aPreparation(project)],
  ['a probe', Probe, someProbe()],
  ['a report', REQUESTS['data.report'].output, { facts: project.facts, report, changed: false }],
];

/** What is no figure: chosen by a person, or a stamp. */
const CHOSEN = /^(learningRate|rates|tied|momentum|dropout|weightDecay|band|estimate)$/;
const STAMP = /At$/;

/** Where numbers stand in a value. */
function places(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value === 'number') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => places(part, [...path, key]));
}

/** The value with another number at a place. */
function withNumber(value: unknown, [key, ...rest]: readonly (string | number)[], number: number): unknown {
  if (key === undefined) return number;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  (copy as Record<string, unknown>)[key] = withNumber((value as Record<string, unknown>)[key], rest, number);
  return copy;
}

describe.each(MESSAGES)('%s', (_, schema, message) => {
  it('can be read as it is, and whichever one of its figures is no number', () => {
    expect(schema.safeParse(message).error).toBeUndefined();
    const figures = places(message).filter(place => {
      if (place.some(part => CHOSEN.test(String(part))) || STAMP.test(String(place.at(-1)))) return false;
      // Counts are counted, not computed.
      return schema.safeParse(withNumber(message, place, 0.5)).success;
    });
    expect(figures.length).toBeGreaterThan(0);
    for (const place of figures)
      for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
        expect(schema.safeParse(withNumber(message, place, odd)).error, place.join('.')).toBeUndefined();
  });
});

it('a figure that is no number is not known, and anything else is no figure', () => {
  for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, null]) {
    expect(Known.parse(odd)).toBeNull();
    expect(known(odd)).toBeNull();
  }
  expect([Known.parse(0.5), known(0.5)]).toEqual([0.5, 0.5]);
  for (const odd of ['0.5', undefined, {}]) expect(Known.safeParse(odd).success).toBe(false);
});
