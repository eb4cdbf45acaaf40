import { expect, it } from 'vitest';
import { decisionLine, decisionSummary } from '#electron/cli/decision-line.ts';
import type { Decision } from '#shared/domain/project.ts';
import { someFacts } from '../tools/prepared-facts.ts';
import { stageView } from './page-views.ts';

const network = { model: 'cnn', hidden: [], filters: [16], embedding: 64 } as const;
const project = {
  ...stageView([]).project,
  facts: someFacts(),
  dataDigest: '22222222bb',
  network: { ...network, hidden: [], filters: [16] },
};
const decision: Decision = {
  id: 'd',
  projectId: 'project',
  stageId: 'stage',
  probeId: null,
  kind: 'learningRate',
  set: { learningRate: 0.1, steps: 600 },
  configuration: null,
  ruleVersion: 1,
  recommended: true,
  evidence: null,
  dataDigest: '22222222bb',
  network: project.network,
  createdAt: 0,
};

it.each([
  ['holds', {}, 'Accepted for data: 0.1, 600 steps.'],
  [
    'otherData',
    { dataDigest: '11111111aa' },
    /600 steps\.\n {2}! Out of date: its data changed, 11111111 → 22222222\./,
  ],
  [
    'otherNetwork',
    { network: { ...project.network, filters: [8, 8] } },
    /Out of date: its network changed, cnn filters 8-8 → cnn filters 16\./,
  ],
])('the terminal says of what was accepted that it %s', (standing, changes, line) => {
  const decided = { ...decision, ...changes };
  expect(decisionLine([decided], project)).toMatch(line);
  expect(decisionSummary([decided], project)).toMatchObject({ standing, lr: 0.1, numSteps: 600, kept: false });
});

it('the terminal says that a decision was kept, and nothing where nothing was accepted', () => {
  const first = { ...decision, id: 'first', dataDigest: '11111111aa' };
  expect(decisionLine([first, decision], project)).toBe('Kept for data: 0.1, 600 steps.');
  expect(decisionSummary([first, decision], project)).toMatchObject({ standing: 'holds', kept: true });
  const ofProbe = { ...decision, stageId: null, probeId: 'probe' };
  expect(decisionLine([first, ofProbe], project)).toBe('Accepted for data: 0.1, 600 steps.');
  expect(decisionLine([], project)).toBeNull();
  expect(decisionSummary([], project)).toBeNull();
});
