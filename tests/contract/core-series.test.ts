import { expect, it, onTestFinished } from 'vitest';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { layerSeries } from '#renderer/chart/layer-series.ts';
import { columnsOf, RECORDED_SERIES } from '#renderer/chart/recorded-series.ts';
import { Session } from '#renderer/client/session.ts';
import type { StageCurves } from '#renderer/client/stage-curves.ts';
import { createAppStore } from '#renderer/client/state.ts';
import { chartFacts } from '#renderer/stage/chart-facts.ts';
import { chartSeries } from '#renderer/stage/chart-series.ts';
import { partsOf } from '#renderer/stages/registry.ts';
import type { StageView } from '#shared/contract/requests.ts';
import { LAYER_EVERY, type RecordedColumn } from '#shared/domain/metrics.ts';
import { temporaryHome } from '../tools/home.ts';

const STEPS = 120;
const EVERY = 25;
const CHOICE = { steps: STEPS, hidden: [16], evalEvery: EVERY, extend: false, prune: false, rates: [0.1, 0.01] };

it('every series of a real trial: live as it comes, and stored, are the same, at the steps at which it is measured', async () => {
  const core = await openCore({ home: temporaryHome(), hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  const open = () =>
    new Session(
      {
        ask: core.ask,
        onEvent: listener => core.onEvent(listener),
        onConnection: listener => {
          listener('open');
          return () => undefined;
        },
      },
      createAppStore('en'),
    );
  const project = await core.ask('projects.create', { source: 'sample:digits' });
  const stage = await core.ask('ladder.start', { projectId: project.id, choice: { ...CHOICE, model: 'mlp' } });
  const live = open();
  const begun = await live.openStage(stage.id);

  const { parameters } = chartFacts(begun);
  const layers = layerSeries(chartSeries(partsOf('learningRate'), begun, 'en')[0]!, parameters!);
  const columns = RECORDED_SERIES.flatMap(one => columnsOf(one, one.of === 'layers' ? layers : [], 'seconds'));
  expect(columns.filter(({ series }) => series === 'layer')).toHaveLength(4);
  const watched = live.curvesOf(stage.id);
  watched.hold(columns);
  const view = await new Promise<StageView>(resolve => {
    core.onEvent(e => e.type === 'stage' && e.view.stage.status === 'finished' && resolve(e.view));
  });

  const later = open();
  await later.openStage(stage.id);
  const stored = later.curvesOf(stage.id);
  stored.hold(columns);
  await stored.read();

  const all = (last: number, every: number) =>
    Array.from({ length: Math.ceil((last + 1) / every) }, (_, i) => i * every);
  const wanted = {
    step: all(STEPS - 1, 1),
    layer: all(STEPS - 1, LAYER_EVERY),
    eval: [...all(STEPS - 1, EVERY), STEPS],
  };
  for (const { id } of view.trials) {
    for (const column of columns) {
      const [steps, values] = pointsOf(stored, id, column);
      expect([column.column, steps]).toEqual([column.column, wanted[column.series]]);
      expect(pointsOf(watched, id, column)).toEqual([steps, values]);
      // A bias is zero before the first update: its ratio has no meaning there [B4].
      const known = column.column.endsWith('.bias') ? values.slice(1) : values;
      expect(known.every(Number.isFinite)).toBe(true);
    }
  }
});

function pointsOf(curves: StageCurves, trialId: string, column: RecordedColumn): [steps: number[], values: number[]] {
  const points = curves.points(trialId, column);
  if (points === null) return [[], []];
  return [[...points.steps.subarray(0, points.count)], [...points.values.subarray(0, points.count)]];
}
