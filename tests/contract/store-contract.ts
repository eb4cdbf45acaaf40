import { describe, expect, it, onTestFinished } from 'vitest';
import type { Store } from '#electron/store/store.ts';
import type { MetricBatch } from '#shared/domain/metrics.ts';
import type { TestEvaluation } from '#shared/domain/test-reading.ts';
import type { MeasuredRows } from '#shared/domain/trainer-protocol.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { Random } from '#shared/method/random.ts';
import { temporaryHome } from '../tools/home.ts';
import {
  aBatch,
  aDecision,
  aPreparation,
  aProject,
  aStage,
  aTrial,
  bits,
  range,
  savedTrials,
} from './store-fixtures.ts';

const loss = { loss: (step: number) => step / 7 };
const ODD = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 5e-324, 1.7e308, -1 / 3];

/** What every implementation of `Store` must do; `open` opens it on a home folder, which may hold something already. */
export function storeContract(name: string, open: (home: string) => Promise<Store>): void {
  const opened = async (home = temporaryHome()): Promise<Store> => {
    const store = await open(home);
    onTestFinished(() => store.close());
    return store;
  };

  describe(name, () => {
    describe('records', () => {
      it('come back as they were saved, also after closing', async () => {
        const home = temporaryHome();
        const project = aProject();
        const stage = aStage(project);
        const trial = aTrial(stage, {
          status: 'diverged',
          split: { by: 'random', column: null, seed: 7 },
          fold: 2,
          evaluatedRows: 300,
          reason: { key: 'reason.diverged.notFinite', values: { step: 3 } },
          result: {
            steps: 3,
            trainLoss: Number.NaN,
            devLoss: Number.POSITIVE_INFINITY,
            devMetric: -0,
            lowestDevLoss: 0.25,
            lowestAt: 2,
            lowestMetric: Number.NaN,
            seconds: 0.5,
            stepMs: 2.5,
            ratioMedian: null,
          },
          endedAt: 1_700_000_000_009,
        });
        const decision = aDecision(stage);
        const preparation = aPreparation(project);
        const first = await open(home);
        await first.saveProject(project);
        await first.saveStage(stage, [trial]);
        await first.saveDecision(decision);
        await first.savePreparation(preparation);
        await first.saveSetting('interface', { language: 'zh-CN', limits: [-0, Number.NaN] });
        await first.close();

        const store = await opened(home);
        expect(await store.projects()).toEqual([project]);
        expect(await store.stages(project.id)).toEqual([stage]);
        expect(await store.stage(stage.id)).toEqual(stage);
        expect(await store.trials(stage.id)).toEqual([trial]);
        expect(await store.trial(trial.id)).toEqual(trial);
        expect(await store.decisions(project.id)).toEqual([decision]);
        expect(await store.preparations(project.id)).toEqual([preparation]);
        expect(await store.setting('interface')).toEqual({ language: 'zh-CN', limits: [-0, Number.NaN] });
      });

      it('that are not there are null, and a setting undefined', async () => {
        const store = await opened();
        expect(await store.stage('none')).toBeNull();
        expect(await store.trial('none')).toBeNull();
        expect(await store.decisions('none')).toEqual([]);
        expect(await store.preparations('none')).toEqual([]);
        expect(await store.setting('none')).toBeUndefined();
        expect(await store.projects()).toEqual([]);
      });

      it('are replaced by a later save', async () => {
        const store = await opened();
        const project = aProject({ facts: null, dataDigest: null });
        await store.saveProject(project);
        const renamed = { ...aProject(), id: project.id, name: '数字 “🙂”' };
        await store.saveProject(renamed);
        expect(await store.projects()).toEqual([renamed]);
        await store.saveSetting('theme', 'dark');
        await store.saveSetting('theme', null);
        expect(await store.setting('theme')).toBeNull();
      });

      it('come in the order that was promised', async () => {
        const store = await opened();
        const project = aProject();
        await store.saveProject(project);
        const late = aStage(project, { createdAt: 20 });
        const early = aStage(project, { createdAt: 10 });
        await store.saveStage(late, [aTrial(late, { createdAt: 1 })]);
        const positions = [2, 0, 1].map(position => aTrial(early, { position, createdAt: 5 - position }));
        await store.saveStage(early, positions);
        await store.saveDecision(aDecision(early, { set: { steps: 2 }, createdAt: 200 }));
        await store.saveDecision(aDecision(early, { set: { steps: 1 }, createdAt: 100 }));
        await store.savePreparation(aPreparation(project, { dataDigest: 'late', createdAt: 200 }));
        await store.savePreparation(aPreparation(project, { dataDigest: 'early', createdAt: 100 }));
        // By insertion, whatever the clock said then; a change of one changes nothing of it.
        await store.saveStage({ ...late, status: 'stopped' }, []);
        expect((await store.stages(project.id)).map(s => s.id)).toEqual([late.id, early.id]);
        const other = aProject();
        await store.saveProject(other);
        const elsewhere = aStage(other, { createdAt: 0 });
        await store.saveStage(elsewhere, []);
        expect((await store.allStages()).map(s => s.id)).toEqual([late.id, early.id, elsewhere.id]);
        expect((await store.projects()).map(p => p.id)).toEqual([project.id, other.id]);
        await store.saveProject({ ...project, updatedAt: 1 });
        expect((await store.projects()).map(p => p.id)).toEqual([other.id, project.id]);
        expect((await store.trials(early.id)).map(t => t.position)).toEqual([0, 1, 2]);
        expect((await store.allTrials()).map(t => t.createdAt)).toEqual([1, 3, 5, 4]);
        expect((await store.decisions(project.id)).map(d => d.set.steps)).toEqual([2, 1]);
        expect((await store.preparations(project.id)).map(p => p.dataDigest)).toEqual(['late', 'early']);
      });

      it('of a stage are saved with all of its trials or not at all', async () => {
        const store = await opened();
        const project = aProject();
        await store.saveProject(project);
        const stage = aStage(project);
        const stray = aTrial(aStage(project));
        await expect(store.saveStage(stage, [aTrial(stage), stray])).rejects.toThrow();
        expect(await store.stages(project.id)).toEqual([]);
        expect(await store.allTrials()).toEqual([]);
      });
    });

    describe('points', () => {
      it('keep every bit of every number', async () => {
        const home = temporaryHome();
        const first = await open(home);
        const { trials } = await savedTrials(first, 1);
        const batch = aBatch('layer', range(0, ODD.length), {
          'dense/kernel': step => ODD[step]!,
          'dense/bias': step => -ODD[step]!,
        });
        await first.appendPoints({ trialId: trials[0]!.id, attempt: 1, batches: [batch] });
        await first.close();
        const stored = await (await opened(home)).points(trials[0]!.id, 'layer', -1);
        expect(bits(stored.steps)).toBe(bits(batch.steps));
        expect(Object.keys(stored.columns)).toEqual(['dense/kernel', 'dense/bias']);
        for (const name in batch.columns) expect(bits(stored.columns[name])).toBe(bits(batch.columns[name]));
      });

      it('leave the arrays with their owner, who may change them at once', async () => {
        const store = await opened();
        const { trials } = await savedTrials(store, 1);
        const whole = Float64Array.from([9, 0, 1, 2, 9]);
        const batch: MetricBatch = {
          series: 'step',
          steps: whole.subarray(1, 4),
          columns: { loss: new Float64Array(3) },
        };
        const appended = store.appendPoints({ trialId: trials[0]!.id, attempt: 1, batches: [batch] });
        whole.fill(77);
        batch.columns.loss?.fill(77);
        await appended;
        expect(whole.length).toBe(5);
        const stored = await store.points(trials[0]!.id, 'step', -1);
        expect([...stored.steps]).toEqual([0, 1, 2]);
        expect([...(stored.columns.loss ?? [])]).toEqual([0, 0, 0]);
      });

      it('may be none', async () => {
        const store = await opened();
        const { trials } = await savedTrials(store, 1);
        const id = trials[0]!.id;
        await store.appendPoints({ trialId: id, attempt: 1, batches: [] });
        await store.appendPoints({ trialId: id, attempt: 1, batches: [aBatch('step', [], loss)] });
        const none = await store.points(id, 'step', -1);
        expect(none).toEqual({ series: 'step', steps: new Float64Array(0), columns: {} });
        await store.appendPoints({ trialId: id, attempt: 1, batches: [aBatch('step', [0, 1], loss)] });
        expect((await store.points(id, 'step', 1)).steps.length).toBe(0);
        expect((await store.points('none', 'step', -1)).steps.length).toBe(0);
      });

      it('of series and trials stay apart, and are read from any step on', async () => {
        const store = await opened();
        const { trials } = await savedTrials(store, 3);
        const writes = trials.flatMap(({ id }, t) =>
          range(0, 10).map(k => {
            const step = aBatch('step', range(k * 10, k * 10 + 10), { loss: s => s * 10 + t });
            const evaluation = aBatch('eval', [k * 10], { devLoss: s => -s - t });
            return store.appendPoints({ trialId: id, attempt: 1, batches: [step, evaluation] });
          }),
        );
        await Promise.all(writes);
        for (const [t, { id }] of trials.entries()) {
          const steps = await store.points(id, 'step', 54);
          expect([...steps.steps]).toEqual(range(55, 100));
          expect([...(steps.columns.loss ?? [])]).toEqual(range(55, 100).map(s => s * 10 + t));
          expect([...(await store.points(id, 'eval', 54)).steps]).toEqual([60, 70, 80, 90]);
        }
      });

      it('are read in slices of any size, each point once', async () => {
        const store = await opened();
        const { trials } = await savedTrials(store, 1);
        const trialId = trials[0]!.id;
        const append = (attempt: number, from: number, to: number) => {
          const batches = [aBatch('step', range(from, to), { loss: s => s * 10 + attempt })];
          return store.appendPoints({ trialId, attempt, batches });
        };
        await Promise.all(range(0, 40).map(k => append(1, k * 7, k * 7 + 7)));
        await store.beginAttempt(trialId, 2, 100, 0);
        await Promise.all(range(0, 20).map(k => append(2, 100 + k * 3, 103 + k * 3)));
        const whole = await store.points(trialId, 'step', -1);
        expect([...whole.steps]).toEqual(range(0, 160));
        for (const limit of [1, 7, 10, 1000]) {
          const steps: number[] = [];
          const losses: number[] = [];
          for (let at: number | null = -1; at !== null; ) {
            const { points, damaged, next } = await store.slice(trialId, 'step', at, limit);
            expect(points.steps.length).toBeLessThanOrEqual(limit);
            expect(damaged).toEqual([]);
            steps.push(...points.steps);
            losses.push(...(points.columns.loss ?? []));
            at = next;
          }
          expect(steps).toEqual([...whole.steps]);
          expect(losses).toEqual([...(whole.columns.loss ?? [])]);
        }
      });

      it('that make no sense are refused alone', async () => {
        const store = await opened();
        const { trials } = await savedTrials(store, 1);
        const trialId = trials[0]!.id;
        const append = (attempt: number, steps: number[]) =>
          store.appendPoints({ trialId, attempt, batches: [aBatch('step', steps, loss)] });
        const outcomes = await Promise.allSettled([
          append(1, [0, 1]),
          append(2, [2]),
          append(1, [1, 2]),
          append(1, [2, 3]),
        ]);
        expect(outcomes.map(o => o.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
        expect([...(await store.points(trialId, 'step', -1)).steps]).toEqual([0, 1, 2, 3]);
      });

      it('are each seen once, whatever attempts and compactions came between', async () => {
        const store = await opened();
        const random = Random.from(7);
        for (const round of range(0, 20)) {
          const { trials } = await savedTrials(store, 1);
          const trial = trials[0]!;
          // What a reader should see: the value last written at each step, later attempts clearing from their start on.
          const seen = new Map<number, number>();
          let attempt = 1;
          let next = 0;
          const appends: Promise<void>[] = [];
          for (const _ of range(0, 30)) {
            const dice = random.uniform();
            if (dice < 0.6) {
              const most = random.uniform() < 0.1 ? 9000 : 12; // Now and then enough for a page.
              const steps = range(next, next + random.below(most)).filter(() => random.uniform() < 0.9);
              const salt = random.uniform();
              const batches = [aBatch('step', steps, { loss: s => s + salt })];
              appends.push(store.appendPoints({ trialId: trial.id, attempt, batches }));
              for (const step of steps) seen.set(step, step + salt);
              next = (steps.at(-1) ?? next - 1) + 1;
            } else if (dice < 0.75) {
              next = random.below(next + 1);
              attempt += 1;
              await store.beginAttempt(trial.id, attempt, next, round);
              for (const step of [...seen.keys()]) if (step >= next) seen.delete(step);
            } else if (dice < 0.85) {
              await store.compact(trial.id);
            } else {
              const after = random.below(next + 2) - 1;
              const { steps, columns } = await store.points(trial.id, 'step', after);
              const expected = [...seen].filter(([step]) => step > after).sort((a, b) => a[0] - b[0]);
              expect([...steps]).toEqual(expected.map(([step]) => step));
              expect([...(columns.loss ?? [])]).toEqual(expected.map(([, value]) => value));
            }
          }
          await Promise.all(appends);
        }
      });
    });

    describe('attempts', () => {
      it('end after every point that was appended before', async () => {
        const store = await opened();
        const { trials } = await savedTrials(store, 1);
        const ended: Trial = { ...trials[0]!, status: 'finished', endedAt: 1_700_000_000_010 };
        let appended = false;
        const append = store
          .appendPoints({ trialId: ended.id, attempt: 1, batches: [aBatch('step', [0], loss)] })
          .then(() => {
            appended = true;
          });
        await store.endAttempt(ended, 'finished');
        expect(appended).toBe(true);
        await append;
        expect(await store.trial(ended.id)).toEqual(ended);
      });

      it('can neither begin twice nor end without having begun', async () => {
        const store = await opened();
        const { trials } = await savedTrials(store, 1);
        const trial = trials[0]!;
        await expect(store.beginAttempt(trial.id, 1, 0, 0)).rejects.toThrow();
        await expect(store.endAttempt({ ...trial, attempt: 2, status: 'finished' }, 'finished')).rejects.toThrow();
        expect((await store.trial(trial.id))?.status).toBe('running');
      });
    });

    describe('compaction', () => {
      it('changes no point', async () => {
        const store = await opened();
        const { trials } = await savedTrials(store, 1);
        const id = trials[0]!.id;
        for (const k of range(0, 10)) {
          const batches = [aBatch('step', range(k * 100, k * 100 + 100), { loss: Math.sin })];
          void store.appendPoints({ trialId: id, attempt: 1, batches });
        }
        const before = await store.points(id, 'step', -1);
        await store.compact(id);
        expect(await store.points(id, 'step', -1)).toEqual(before);
      });

      it('of a trial without points is nothing', async () => {
        const store = await opened();
        const { trials } = await savedTrials(store, 1);
        await store.compact(trials[0]!.id);
        await store.compact('none');
        expect((await store.points(trials[0]!.id, 'step', -1)).steps.length).toBe(0);
      });
    });

    it('rows of dev come back bit for bit: each rung’s, and of the best evaluation the newest, until they are measured anew', async () => {
      const store = await opened();
      const { trials } = await savedTrials(store, 1);
      const trial = trials[0]!;
      const losses = Float32Array.of(0.1, Number.NaN, 1e-40, Number.POSITIVE_INFINITY);
      const rung = (step: number): MeasuredRows => {
        return { kind: 'rung', step, losses, predictions: Uint16Array.of(0, 1, 65_535, 7), evaluation: null };
      };
      const best = (step: number): MeasuredRows => {
        return {
          kind: 'best',
          step,
          losses,
          predictions: null,
          evaluation: { loss: Number.NaN, metric: 0.5, rows: 9 },
        };
      };
      for (const rows of [rung(10), best(10), rung(20), best(15), rung(20)]) await store.saveDevRows(trial.id, rows);
      expect(await store.devRows(trial.id)).toEqual([rung(10), best(15), rung(20)]);
      expect(await store.devRows('another')).toEqual([]);
      await store.beginAttempt(trial.id, 2, 15, 1);
      expect(await store.devRows(trial.id)).toEqual([rung(10)]);
    });

    it('R2: keeps what was read of the test rows as it was, and counts a reading once, whatever the number of its trials', async () => {
      const store = await opened();
      const { stage, trials } = await savedTrials(store, 3);
      const of = (loss: number): TestEvaluation => ({
        ...{ step: 7, rows: 3, loss, metric: Number.NaN },
        losses: Float32Array.of(0.5, Number.POSITIVE_INFINITY, 1e-40),
        predictions: Float32Array.of(2, 0, -1.5),
        labels: Float32Array.of(1, 2, 3),
      });
      const reading = { projectId: stage.projectId, stageId: stage.id, kind: 'trial', dataDigest: 'a', createdAt: 1 };
      const [first, second, third] = trials.map(({ id }) => id) as [string, string, string];
      expect(await store.testEvaluation(first)).toBeNull();
      expect(await store.saveTestEvaluation(first, of(1), { ...reading, id: stage.id })).toBe(true);
      expect(await store.saveTestEvaluation(second, of(2), { ...reading, id: stage.id, createdAt: 2 })).toBe(false);
      expect(await store.saveTestEvaluation(third, of(3), { ...reading, id: third })).toBe(true);
      expect(await Promise.all(trials.map(({ id }) => store.testEvaluation(id)))).toEqual([of(1), of(2), of(3)]);
      const readings = await store.testReadings(stage.projectId);
      expect(readings).toEqual([
        { ...reading, id: stage.id },
        { ...reading, id: third },
      ]);
      expect((await store.trialIdsOf([stage.kind])).sort()).toEqual([first, second, third].sort());
      expect(await store.trialIdsOf(['another'])).toEqual([]);
    });

    it('recovery leaves nothing running and touches nothing that ended', async () => {
      const store = await opened();
      const { stage, trials } = await savedTrials(store, 3);
      const queued = aTrial(stage, { position: 3, status: 'queued', attempt: 0, startedAt: null });
      const ended: Trial = { ...trials[2]!, status: 'finished', endedAt: 5 };
      await store.saveStage(stage, [queued]);
      await store.endAttempt(ended, 'finished');
      const stopped = aStage({ ...aProject(), id: stage.projectId }, { status: 'stopped', endedAt: 6 });
      await store.saveStage(stopped, []);

      expect(await store.recover(99)).toBe(3);
      expect(await store.trials(stage.id)).toEqual([
        { ...trials[0], status: 'interrupted', endedAt: 99 },
        { ...trials[1], status: 'interrupted', endedAt: 99 },
        ended,
        { ...queued, status: 'interrupted', endedAt: 99 },
      ]);
      // How long it ran is not known: it was cut off.
      expect(await store.stage(stage.id)).toEqual({ ...stage, status: 'interrupted', endedAt: 99, tookMs: null });
      expect(await store.stage(stopped.id)).toEqual(stopped);
      expect(await store.recover(100)).toBe(0);
    });

    it('closing commits what waits, may be done twice, and then every call is rejected', async () => {
      const home = temporaryHome();
      const first = await open(home);
      const { trials } = await savedTrials(first, 1);
      const id = trials[0]!.id;
      const appended = first.appendPoints({ trialId: id, attempt: 1, batches: [aBatch('step', [0], loss)] });
      await first.recordEvent('defect', { when: 'before closing' });
      await Promise.all([first.close(), first.close(), appended]);
      await expect(first.projects()).rejects.toThrow();
      const store = await opened(home);
      expect((await store.points(id, 'step', -1)).steps.length).toBe(1);
    });
  });
}
