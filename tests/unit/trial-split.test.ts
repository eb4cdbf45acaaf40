import { expect, test } from 'vitest';
import { newTrial } from '#electron/conductor/trials/new-trial.ts';
import type { SplitWay } from '#shared/domain/dataset.ts';
import { pointOf } from '#shared/method/stages/stage-definition.ts';
import { aProject, aStage } from '../contract/store-fixtures.ts';
import { someFacts } from '../tools/prepared-facts.ts';

test.each<[SplitWay | undefined, SplitWay]>([
  [
    { by: 'group', column: 'patient_id' },
    { by: 'group', column: 'patient_id' },
  ],
  [
    { by: 'given', column: null },
    { by: 'given', column: null },
  ],
  // Prepared before there was anything but chance.
  [undefined, { by: 'random', column: null }],
])('a trial keeps how its rows were divided: %o', (split, kept) => {
  const facts = someFacts({ split, splitSeed: 3 });
  const project = { ...aProject(), facts, dataDigest: 'cd'.repeat(32) };
  const origin = { point: pointOf({ learningRate: 0.1 }), position: 0, home: '/home', branch: null, version: '0.0.0' };
  expect(newTrial(aStage(project), project, origin).split).toEqual({ ...kept, seed: 3 });
});
