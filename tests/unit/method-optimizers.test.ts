import { expect, it } from 'vitest';
import { DevCurve } from '#shared/method/curves/dev-curve.ts';
import {
  compareOptimizers,
  differsByOptimizer,
  type TunedLadder,
} from '#shared/method/stages/learning-rate/optimizers.ts';
import { planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import { answerOf } from '#shared/method/stages/learning-rate/recommend.ts';
import { curve, member, record } from './ladder-members.ts';

const ROWS = 400;
const AT = [0, 100, 200, 300, 400, 500];

/** A ladder of one rate whose dev loss comes down to a level, row by row as hard as in any other. */
function ladder(optimizer: 'sgd' | 'adam', lowest: number, keepsRows = true): TunedLadder {
  const plan = planLadder({ steps: 500, optimizer, rates: [0.1] }, { cores: 1, defaultBackend: 'wasm' });
  const dev = new DevCurve();
  const losses = AT.map(step => lowest + (1 - lowest) * Math.exp(-step / 60));
  dev.push(
    Float64Array.from(AT),
    Float64Array.from(losses),
    Float64Array.from(AT, () => 0.8),
  );
  const rows = AT.map((step, i) => ({
    step,
    losses: Float32Array.from({ length: ROWS }, (_, row) => (losses[i] as number) * (0.5 + (row % 11) / 10)),
    predictions: null,
    evaluation: null,
  }));
  const one = member(0.1, curve(500, 1, 0.1, 80));
  const of = record([{ ...one, dev, rows: keepsRows ? rows : [] }]);
  return { plan, record: of, answer: answerOf(plan, of) };
}

it('two optimizers are compared at their best evaluations, beyond the noise of rows and seeds', () => {
  const [sgd, adam, near] = [ladder('sgd', 0.4), ladder('adam', 0.3), ladder('adam', 0.399)];
  expect(compareOptimizers(adam, sgd)?.verdict).toBe('better');
  const worse = compareOptimizers(sgd, adam);
  expect(worse?.verdict).toBe('worse');
  expect(worse!.devLoss - worse!.otherDevLoss).toBeGreaterThan(worse!.noise!);
  expect(compareOptimizers(sgd, near)?.verdict).toBe('noise');
  expect(compareOptimizers(sgd, ladder('adam', 0.3, false))).toMatchObject({ noise: null, verdict: 'unknown' });
});

it('only where nothing but the optimizer differs', () => {
  const { plan } = ladder('sgd', 0.4);
  expect(differsByOptimizer(plan, ladder('adam', 0.4).plan)).toBe(true);
  expect(differsByOptimizer(plan, plan)).toBe(false);
  const longer = { ...plan, base: { ...plan.base, optimizer: 'adam' as const, steps: 600 } };
  const wider = { ...plan, base: { ...plan.base, optimizer: 'adam' as const, batchSize: 32 } };
  for (const other of [longer, wider]) expect(differsByOptimizer(plan, other)).toBe(false);
});
