import { expect, it } from 'vitest';
import { advice, ladderSummary } from '#electron/cli/ladder-report.ts';
import { probeAnswer, someProbe } from './page-probes.ts';
import { candidate, stageView } from './page-views.ts';

it('says what to use, and why, a line for each reason with its rule', () => {
  const ranked = [candidate(0.1, { stepsToReach: 470 }), candidate(0.01, { rank: 2, finalLoss: 0.9, noise: 0.02 })];
  expect(advice(stageView(ranked), null).split('\n')).toEqual([
    'Use learning rate 0.1 with 900 steps.',
    '  ✓ Deepest. Smoothed loss 0.500 ± 0.0100; next is 0.01 with 0.900 ± 0.0200. [L3]',
    expect.stringMatching(/^ {2}✓ Fastest\. .* step 470/),
    expect.stringMatching(/^ {2}✓ Converged at step 600: .* \[L5\]$/),
  ]);
  const open = {
    numSteps: { value: null, convergedAt: null, converged: false, epochs: null, overfitsFrom: null, moves: null },
  };
  const told = advice(stageView(ranked, open), null);
  expect(told).toContain('Use learning rate 0.1.\n');
  expect(told).toContain(
    '  ! Not converged. 0.1 was still falling at step 600, so num_steps is open. Run longer: --steps 1200. [L5]',
  );
  expect(advice(stageView(ranked, { atEdge: 'high' }), null)).toContain(
    'a higher one may be better. Try 1 too, by --rates. [L4]',
  );
});

it('tells a program the same reasons, with their rules', () => {
  const ranked = [candidate(0.1, { stepsToReach: 470 }), candidate(0.01, { rank: 2, finalLoss: 0.9, noise: 0.02 })];
  const view = stageView(ranked);
  const { evidence } = ladderSummary(view, null, []) as { evidence: { rule: string; sentence: string }[] };
  const lines = advice(view, null).split('\n').slice(1);
  expect(evidence).toHaveLength(lines.length);
  for (const [i, { rule, sentence }] of evidence.entries()) expect(lines[i]).toContain(`${sentence} [${rule}]`);
});

it('names rates as the terminal does, and the probe beside the ladder', () => {
  const view = stageView([candidate(1e-4), candidate(1, { rank: null, status: 'diverged', finalLoss: null })]);
  const probe = someProbe({ answer: probeAnswer({ learningRate: 0.2532 }) });
  expect(advice(view, probe)).toContain(
    '  ! Probe differs by more than a decade: it estimates 0.25, the ladder found 1e-4.',
  );
  expect(advice(view, null)).toContain('  ✗ Diverged: 1. Stopped early');
});

it('has nothing to recommend where no rate is usable', () => {
  const out = (status: 'diverged' | 'failed') =>
    advice(stageView([candidate(1, { rank: null, status, finalLoss: null })], { best: null }), null).split('\n')[0];
  expect(out('diverged')).toMatch(/every one diverged/);
  expect(out('failed')).toMatch(/nothing to recommend/);
});

it('recommends nothing where no candidate beats the baseline', () => {
  const view = stageView([candidate(0.01)], { best: null, by: 'dev', beatsBaseline: false });
  expect(advice(view, null).split('\n')[0]).toBe('No learning rate can be recommended.');
});
