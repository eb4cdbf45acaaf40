import type { BatchMomentumAnswer, Race, Racer } from '../../../../domain/batch-momentum.ts';
import type { Evidence } from '../../../../domain/evidence.ts';
import type { Statement } from '../../../../domain/reason.ts';
import { evidence, number, say } from '../../quantities.ts';
import { nameOf } from './words.ts';

/* How tuned SGD and tuned Adam compare [S3]. */

const racer = ({ optimizer, batchSize, momentum }: Racer): Statement['values'] => ({
  own: { as: 'optimizer', value: optimizer },
  point: nameOf({ optimizer, batchSize, momentum }),
});

/** Tuned SGD against tuned Adam [S3]. */
export function race({ race: of }: BatchMomentumAnswer): Evidence | null {
  if (!of) return null;
  const names = { ...racer(of.chosen), other: { as: 'optimizer', value: of.other.optimizer } } as const;
  if (of.verdict === null)
    return evidence('S3', 'wait', say('batch.evidence.race'), say('batch.evidence.raceOpen', names));
  const values = { ...names, count: of.pairs.length, ...intervalOf(of) };
  const keys = {
    diverged: 'batch.evidence.raceDiverged',
    chosen: 'batch.evidence.raceChosen',
    other: 'batch.evidence.raceOther',
    noise: 'batch.evidence.raceNoise',
  } as const;
  return evidence(
    'S3',
    of.verdict === 'other' ? 'warn' : 'good',
    say('batch.evidence.race'),
    say(keys[of.verdict], values),
  );
}

const intervalOf = ({ loss: interval, by, metricDifference, confidence }: Race): Statement['values'] => {
  const of = by === 'metric' ? metricDifference : interval;
  return {
    confidence,
    mean: number(of?.mean ?? null),
    low: number(of?.low ?? null),
    high: number(of?.high ?? null),
  };
};
