import { expect, it } from 'vitest';
import type { Translate } from '#renderer/app/context.ts';
import { chanceOf, trialFacts } from '#renderer/stage/chart-facts.ts';
import { text } from '#shared/messages/text.ts';
import { someFacts } from '../tools/prepared-facts.ts';
import { candidate, stageView } from './page-views.ts';

const t: Translate = (key, ...values) => text('en', key, ...values);

it('names the bar that a chart’s curves must come below', () => {
  const classes = ['a', 'b', 'c', 'd'];
  expect(chanceOf(null, t, 'en')).toBeNull();
  expect(chanceOf(someFacts({ classes, entropy: 1.385 }), t, 'en')).toEqual({ loss: Math.log(4), label: 'ln 4' });
  expect(chanceOf(someFacts({ classes, entropy: 1.1912 }), t, 'en')).toEqual({ loss: 1.1912, label: 'entropy 1.19' });
  const regression = someFacts({ task: 'regression', classes: [], entropy: null });
  expect(chanceOf(regression, t, 'en')).toEqual({ loss: 1, label: 'mean predictor' });
});

it('says nothing of a stage by data that its trials did not see', () => {
  const view = stageView([candidate(0.1), candidate(0.01)]);
  const project = { ...view.project, facts: someFacts(), dataDigest: 'digest' };
  expect(trialFacts({ ...view, project })).toBe(project.facts);
  expect(trialFacts({ ...view, project: { ...project, dataDigest: 'another' } })).toBeNull();
});
