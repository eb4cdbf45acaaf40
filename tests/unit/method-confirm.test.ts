import { describe, expect, it } from 'vitest';
import { firstOptimizer, otherOptimizer } from '#shared/method/networks/first-optimizer.ts';
import { mayAdd, next } from '#shared/method/stages/learning-rate/next.ts';
import { planLadder, toConfirm } from '#shared/method/stages/learning-rate/plan.ts';
import { recommend } from '#shared/method/stages/learning-rate/recommend.ts';
import { curve, member, record } from './ladder-members.ts';

const plan = planLadder({ steps: 1000, ...toConfirm(0.04) }, { cores: 2, defaultBackend: 'wasm' });
const fell = (rate: number, origin: 'planned' | 'extended' = 'planned') =>
  member(rate, curve(1000, 1, 0.1, 80), 'finished', origin);
const diverged = (rate: number, origin: 'planned' | 'extended' = 'planned') =>
  member(rate, curve(20, 1, 9, 3), 'diverged', origin);

describe('a run that confirms a probe', () => {
  it('is one candidate, trained to its end, to which nothing is added where it holds', () => {
    expect(
      next(plan, record([])).map(action => (action.do === 'start' ? [action.point.set, action.until] : [])),
    ).toEqual([[{ learningRate: 0.04 }, null]]);
    expect(next(plan, record([fell(0.04)]))).toEqual([]);
    expect(mayAdd(plan)).toEqual([{ why: 'extended', count: 3 }]);
  });

  it('gives num_steps by its own curve, and says that nothing else was tried', () => {
    const { set, detail, evidence } = recommend(plan, record([fell(0.04)]));
    expect(set).toMatchObject({ learningRate: 0.04, steps: expect.any(Number) });
    expect(detail.atEdge).toBeNull();
    expect(evidence.map(({ rule, title }) => [rule, title.key])).toContainEqual(['B6', 'evidence.confirmed']);
  });

  it('is halved where it diverges, three times at most', () => {
    const halves = (...trials: ReturnType<typeof fell>[]) =>
      next(plan, record(trials)).map(action => (action.do === 'start' ? action.point.set.learningRate : null));
    const tried = [diverged(0.04), diverged(0.02, 'extended'), diverged(0.01, 'extended')];
    expect(halves(...tried.slice(0, 1))).toEqual([0.02]);
    expect(halves(...tried)).toEqual([0.005]);
    expect(halves(...tried, diverged(0.005, 'extended'))).toEqual([]);
    const { evidence } = recommend(plan, record([diverged(0.04), fell(0.02, 'extended')]));
    expect(evidence.map(({ title }) => title.key)).toContain('evidence.halved');
    expect(evidence.map(({ title }) => title.key)).not.toContain('evidence.extended');
  });
});

describe('the first optimizer', () => {
  it('is the best in the worst case of those that were measured for its kind of network, and no worse in the median', () => {
    for (const model of ['linear', 'mlp', 'cnn', 'fasttext', 'textcnn'] as const) {
      const { optimizer, measured } = firstOptimizer(model);
      for (const other of Object.values(measured?.figures ?? {})) {
        expect(measured!.figures[optimizer].worst).toBeLessThanOrEqual(other.worst);
        expect(measured!.figures[optimizer].median).toBeLessThanOrEqual(other.median);
      }
    }
  });

  it('has another one beside it, which is never itself', () => {
    for (const model of ['mlp', 'cnn', 'fasttext'] as const)
      for (const tried of ['sgd', 'momentum', 'nesterov', 'adam'] as const)
        expect(otherOptimizer(model, tried)).not.toBe(tried);
    expect(otherOptimizer('mlp', 'momentum')).toBe('adam');
    expect(otherOptimizer('cnn', 'adam')).toBe('sgd');
  });
});
