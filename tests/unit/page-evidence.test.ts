import { describe, expect, it } from 'vitest';
import { statementText } from '#renderer/quantity.ts';
import { trialFacts } from '#renderer/stage/chart-facts.ts';
import type { StageView } from '#shared/contract/requests.ts';
import { type Candidate, type LadderAnswer, ladderOf } from '#shared/domain/answer.ts';
import type { Probe } from '#shared/domain/probe.ts';
import { StagePlan } from '#shared/domain/project.ts';
import type { Statement } from '#shared/domain/reason.ts';
import { text } from '#shared/messages/text.ts';
import { probeFor } from '#shared/method/probe/made-for.ts';
import { evidenceOf } from '#shared/method/stages/learning-rate/evidence.ts';
import { someFacts } from '../tools/prepared-facts.ts';
import { probeAnswer, someProbe } from './page-probes.ts';
import { candidate, stageView } from './page-views.ts';

/** The evidence as the page says it. */
const evidence = (view: StageView, probe: Probe | null = null) => {
  const plan = StagePlan.parse(view.stage.plan);
  const own = probeFor(probe ? [probe] : [], { dataDigest: view.trials[0]?.dataDigest ?? null, base: plan.base });
  const judged = { plan, answer: ladderOf(view)!, facts: trialFacts(view), probe: own };
  return evidenceOf(judged).map(one => ({ ...one, title: said(one.title), body: said(one.body) }));
};
const said = (statement: Statement) => statementText(statement, (key, ...values) => text('en', key, ...values), 'en');
const titles = (view: StageView): string[] => evidence(view).map(({ title }) => title);
const named = (view: StageView, title: string) => evidence(view).find(e => e.title === title);

describe("the recommendation's evidence", () => {
  const best = candidate(0.1, { finalLoss: 0.028, noise: 0.003, stepsToReach: 2870 });
  const next = candidate(0.01, { rank: 2, finalLoss: 0.158, noise: 0.006 });

  it('names the deepest and the fastest with the numbers they were ranked by', () => {
    const view = stageView([best, next]);
    expect(titles(view)).toEqual(['Deepest.', 'Fastest.', 'Converged']);
    expect(named(view, 'Deepest.')?.body).toBe('Smoothed loss 0.028 ± 0.003; next is 0.01 with 0.158 ± 0.006.');
    expect(named(view, 'Fastest.')?.body).toContain('2,870');
  });

  it('says so where even the best curve stays at the loss of a guess, once all have ended', () => {
    const ladder = stageView([candidate(0.1, { finalLoss: 0.69, noise: 0.01 })], { best: null, beatsBaseline: false });
    const project = { ...ladder.project, facts: someFacts({ entropy: Math.LN2 }), dataDigest: 'digest' };
    expect(named({ ...ladder, project }, 'No better than a guess.')?.body).toContain('not below 0.693');
    const open = { ...stageView([candidate(0.1, { finalLoss: 0.69, noise: 0.01 })], { open: 1 }), project };
    expect(titles(open)).not.toContain('No better than a guess.');
    expect(titles({ ...stageView([best]), project })).not.toContain('No better than a guess.');
  });

  it('calls a rate deep enough where another is lower within noise', () => {
    const lower = candidate(0.03, { rank: 2, finalLoss: 0.027, noise: 0.003, stepsToReach: 3500 });
    const view = stageView([best, lower]);
    expect(named(view, 'Deep enough.')?.body).toContain('0.027 ± 0.003 at 0.03');
    expect(named(view, 'Fastest.')?.body).toContain('3,500');
  });

  it('does not call the best the fastest where another was near sooner', () => {
    const early = candidate(1, { rank: 3, finalLoss: 0.4, stepsToReach: 200 });
    expect(titles(stageView([best, early]))).toContain('Fast.');
  });

  it('offers to run longer where a finished curve still falls, and never before', () => {
    const open = {
      numSteps: { value: null, convergedAt: null, converged: false, epochs: null, overfitsFrom: null, moves: null },
    };
    const ended = named(stageView([best], open), 'Not converged.');
    expect(ended).toMatchObject({ verdict: 'warn', rule: 'L5', remedy: { kind: 'runLonger', steps: 1200 } });
    const running = named(stageView([{ ...best, status: 'running' }], { ...open, open: 1 }), 'Not converged yet.');
    expect(running).toMatchObject({ verdict: 'wait', remedy: null });
    const cut = named(stageView([{ ...best, status: 'interrupted' }], open), 'Not converged.');
    expect(cut?.remedy).toBeNull();
  });

  it('at an edge offers the next rate, unless the ladder will go on past it by itself', () => {
    const edge = { atEdge: 'high' } as const;
    const remedy = { kind: 'addRate', rate: 1 };
    expect(named(stageView([best, next], edge), 'At the edge.')).toMatchObject({ verdict: 'warn', remedy });
    const open = stageView([best, { ...next, status: 'waiting' }], { ...edge, open: 1 });
    expect(named(open, 'At the edge.')).toMatchObject({ verdict: 'wait', remedy: null });
    open.stage.plan.extend = false;
    expect(named(open, 'At the edge.')).toMatchObject({ verdict: 'warn', remedy });
  });

  it('tells what was added to the ladder, and what pruning spared', () => {
    const pruned = [
      candidate(1e-3, { status: 'pruned', steps: 150 }),
      candidate(1e-4, { status: 'pruned', steps: 150 }),
    ];
    const rates = pruned.map(({ learningRate }) => learningRate);
    const view = stageView([best, next, ...pruned], { extended: [10, 100], refined: [0.3], pruned: rates });
    expect(named(view, 'Extended')).toMatchObject({ rule: 'L4', body: 'past the edge to 10, 100.' });
    expect(named(view, 'Refined')).toMatchObject({ rule: 'L2' });
    expect(named(view, 'Pruning')).toMatchObject({
      rule: 'prune',
      body: 'spared 900 of 2,400 steps: 0.001, 1e−4 could not win any more.',
    });
    // A candidate that can't win is no candidate that was cut short.
    expect(titles(view)).not.toContain('Not all finished:');
  });

  it('counts a trial that waits as open, and one that is paused as cut short', () => {
    const waiting = stageView([best, { ...next, status: 'waiting' }], { open: 1 });
    expect(named(waiting, 'Not certain yet.')?.body).toBe('0.01 has not finished.');
    expect(titles(stageView([best, { ...next, status: 'paused' }]))).toContain('Not all finished:');
  });

  describe('read on dev', () => {
    const deep = {
      ...best,
      level: 0.4,
      lowestDevLoss: 0.4,
      lowestAt: 300,
      devNoise: 0,
      equal: true,
      stepsToReach: 250,
    };
    const other = {
      ...next,
      level: 0.41,
      lowestDevLoss: 0.41,
      lowestAt: 90,
      devNoise: 0.03,
      equal: true,
      stepsToReach: 60,
    };
    const onDev = (candidates: Candidate[], answer: Partial<LadderAnswer> = {}) =>
      stageView(candidates, { by: 'dev', ...answer });

    it('names the lowest dev loss and where it was', () => {
      expect(named(onDev([deep, other]), 'Deepest.')?.body).toBe(
        'Lowest smoothed dev loss 0.400, after 300 steps; next is 0.01 with 0.410.',
      );
      expect(
        named(
          onDev([
            { ...other, rank: 1 },
            { ...deep, rank: 2 },
          ]),
          'Deep enough.',
        )?.body,
      ).toContain('within noise of the lowest from as many seeds, 0.400 at 0.1');
    });

    it('says why one that was there sooner is not taken', () => {
      const title = 'Robust beats fast.';
      expect(named(onDev([deep, { ...other, weakness: 'unstable' }]), title)?.body).toContain('near divergence');
      expect(named(onDev([deep, { ...other, weakness: 'fragile' }]), title)?.body).toContain('for a moment only');
      expect(named(onDev([deep, other]), title)).toBeUndefined();
    });

    it('says whether the noise of seeds was measured', () => {
      const assumed = onDev([deep, other], { assumed: true, tied: [0.01] });
      expect(named(assumed, 'Noise is assumed.')).toMatchObject({ verdict: 'warn', rule: 'L3' });
      const twice = [deep, { ...deep, trialId: 'second', seed: 2 }, other, { ...other, trialId: 'other', seed: 2 }];
      expect(named(onDev(twice), 'Second seed:')?.body).toContain('0.1, 0.01 were trained once more');
    });

    it('says from where on it overfits, and what still gets better where it has not converged', () => {
      const numSteps = { value: 360, convergedAt: 300, converged: true, epochs: 3, overfitsFrom: 360, moves: null };
      expect(named(onDev([deep, other], { numSteps }), 'Overfits')).toMatchObject({ rule: 'L5', verdict: 'warn' });
      expect(named(onDev([deep, other], { numSteps }), 'Overfits')?.body).toContain('from step 360 on');
      const open = { value: null, convergedAt: null, converged: false, epochs: null, overfitsFrom: null };
      expect(named(onDev([deep], { numSteps: { ...open, moves: 'metric' } }), 'Not converged.')?.body).toContain(
        'still got better up to step',
      );
    });

    it('recommends nothing that a guess would match, and says what to do', () => {
      const none = onDev([deep, other], { best: null, beatsBaseline: false });
      const project = { ...none.project, facts: someFacts({}), dataDigest: 'digest' };
      expect(named({ ...none, project }, 'No better than a guess.')?.body).toContain('So nothing is recommended.');
      expect(titles({ ...none, project })).not.toContain('Deepest.');
    });
  });

  describe('crossed with the probe', () => {
    const view = stageView([best, next]);
    const probe = (learningRate: number) => someProbe({ answer: probeAnswer({ learningRate }) });
    const crossed = (learningRate: number, changes: Partial<Probe> = {}) =>
      evidence(view, { ...probe(learningRate), ...changes }).filter(({ rule }) => rule === 'B8');

    it.each([0.2532, 0.01, 1])('agrees with %d, up to a decade away', rate => {
      expect(crossed(rate)).toMatchObject([{ verdict: 'good', title: 'Probe agrees:' }]);
    });

    it.each([0.0098, 1.1])('points out that it differs from %d', rate => {
      expect(crossed(rate)).toMatchObject([{ verdict: 'warn', title: 'Probe differs' }]);
      expect(crossed(rate)[0]?.body).toContain(`${rate}, the ladder found 0.1`);
      expect(crossed(rate)[0]?.body).toContain('whole runs');
    });

    it('says nothing of a probe that was made for something else, or without a usable rate', () => {
      expect(crossed(0.1, { hyperparameters: { ...probe(0.1).hyperparameters, batchSize: 7 } })).toEqual([]);
      expect(crossed(0.1, { dataDigest: 'other' })).toEqual([]);
      const none = stageView([candidate(1, { status: 'diverged', rank: null, finalLoss: null })], { best: null });
      expect(evidence(none, probe(0.1)).map(({ rule }) => rule)).toEqual(['L8']);
    });
  });

  it('extends the ladder past the end at which the best rate stands', () => {
    const at = (rate: number, atEdge: 'high' | 'low') =>
      named(stageView([candidate(rate)], { atEdge }), 'At the edge.');
    expect(at(1, 'high')).toMatchObject({ rule: 'L4', remedy: { kind: 'addRate', rate: 10 } });
    expect(at(1e-5, 'low')?.remedy).toEqual({ kind: 'addRate', rate: 1e-6 });
  });

  it('says what is open, what was cut short and what diverged', () => {
    const view = stageView(
      [
        best,
        candidate(1, { status: 'diverged', rank: null, finalLoss: null }),
        candidate(0.01, { status: 'running', rank: 2 }),
        candidate(0.001, { status: 'stopped', rank: 3 }),
        candidate(1e-4, { status: 'failed', rank: null, finalLoss: null }),
      ],
      { open: 1 },
    );
    expect(named(view, 'Not certain yet.')?.body).toBe('0.01 has not finished.');
    expect(named(view, 'Not all finished:')?.body).toContain('0.001, 1e−4.');
    expect(named(view, 'Diverged:')).toMatchObject({ verdict: 'bad', rule: 'L8' });
  });

  it('claims nothing where no rate is usable', () => {
    const view = stageView([candidate(1, { status: 'diverged', rank: null, finalLoss: null })], { best: null });
    expect(titles(view)).toEqual(['Diverged:']);
  });
});
