import { describe, expect, it } from 'vitest';
import type { Trial, TrialStatus } from '#shared/domain/trial.ts';
import { pointOf } from '#shared/method/stages/stage-definition.ts';
import { trainedOf } from '#shared/method/trained.ts';
import { aDecision, aProject, aStage, aTrial } from '../contract/store-fixtures.ts';
import { refusalOf } from './data-files.ts';

const project = aProject({ network: { model: 'mlp', hidden: [128, 64], filters: [16], embedding: 64 } });
const result = (lowestDevLoss: number | null): Trial['result'] => ({
  ...{ steps: 600, trainLoss: 0.1, devLoss: 0.2, devMetric: 0.9, lowestAt: 300, lowestMetric: 0.9 },
  ...{ seconds: 1, stepMs: 1, ratioMedian: 1e-3, lowestDevLoss },
});

function stageWith(kind: string, ...trials: { rate: number; loss: number | null; status?: TrialStatus }[]) {
  const stage = aStage(project, { kind });
  return {
    stage,
    trials: trials.map(({ rate, loss, status = 'finished' }) => {
      const trial = aTrial(stage, { status, result: result(loss) });
      return { ...trial, hyperparameters: { ...trial.hyperparameters, learningRate: rate } };
    }),
  };
}

/** What the decision was accepted for: the data and the network of the project. */
const accept = (set: { learningRate?: number; steps?: number; momentum?: number }) => {
  const { network, dataDigest } = project;
  return aDecision(aStage(project), { set, network, dataDigest, configuration: {} });
};

describe('the trained network of a project', () => {
  it('is that of the accepted configuration with the lowest dev loss, whatever its seed and its steps', () => {
    const ladder = stageWith(
      'learningRate',
      { rate: 0.1, loss: 0.4 },
      { rate: 0.01, loss: 0.1 },
      { rate: 0.1, loss: 0.3 },
    );
    const { by, trials } = trainedOf({
      project,
      stages: [ladder],
      decisions: [accept({ learningRate: 0.1, steps: 900 })],
    });
    expect(by).toBe('accepted');
    expect(trials.map(({ id }) => id)).toEqual([ladder.trials[2]!.id, ladder.trials[0]!.id]);
  });

  it('is none that diverged, was pruned, or was trained on other data', () => {
    const ladder = stageWith('learningRate', { rate: 0.1, loss: 0.1, status: 'pruned' }, { rate: 0.1, loss: null });
    const other = stageWith('learningRate', { rate: 0.1, loss: 0.05 });
    other.trials[0] = { ...other.trials[0]!, dataDigest: 'ee'.repeat(32) };
    const ask = () => trainedOf({ project, stages: [ladder, other], decisions: [accept({ learningRate: 0.1 })] });
    expect(ask).toThrow(/not been trained to its end/);
  });

  it('is that of the newest final runs where there are some, not of the default configuration beside it [R2]', () => {
    const ladder = stageWith('learningRate', { rate: 0.1, loss: 0.1 });
    const runs = [
      { rate: 0.1, loss: 0.3 },
      { rate: 0.1, loss: 0.2 },
      { rate: 0.001, loss: 0.1 },
      { rate: 0.1, loss: 0.05 },
    ];
    const final = stageWith('finalRuns', ...runs);
    final.trials = final.trials.map((trial, i) => ({
      ...trial,
      point: pointOf(
        i === 3 ? { seed: 2, optimizer: 'adam', batchSize: 64, learningRate: 0.1 } : { seed: i },
        'planned',
      ),
    }));
    const of = { project, stages: [ladder, final], decisions: [accept({ learningRate: 0.1 })] };
    const { by, trials } = trainedOf(of);
    expect([by, trials.map(({ id }) => id)]).toEqual(['finalRuns', [final.trials[1]!.id, final.trials[0]!.id]]);
  });

  it('is one that the person names, by the end of its id', () => {
    const ladder = stageWith('learningRate', { rate: 0.1, loss: 0.4 }, { rate: 0.01, loss: 0.1 });
    const [first] = ladder.trials;
    const of = { project, stages: [ladder], decisions: [] };
    expect(trainedOf(of, first!.id.slice(-12))).toEqual({ by: 'person', trials: [first] });
    expect(() => trainedOf(of, 'nobody')).toThrow(/no trial nobody/);
  });

  it('is missing where nothing is accepted, and of a person’s own command', async () => {
    const ladder = stageWith('learningRate', { rate: 0.1, loss: 0.4 });
    const nothing = await refusalOf((async () => trainedOf({ project, stages: [ladder], decisions: [] }))());
    expect(nothing.record.key).toBe('error.trained.nothingAccepted');
    const command = { ...project, facts: null };
    const none = await refusalOf((async () => trainedOf({ project: command, stages: [], decisions: [] }))());
    expect(none.record.key).toBe('error.trained.command');
  });
});
