import { describe, expect, it } from 'vitest';
import { Session } from '#renderer/client/session.ts';
import { createAppStore } from '#renderer/client/state.ts';
import type { Connection, Transport } from '#renderer/client/transport.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import type { Ask, Cursor } from '#shared/contract/requests.ts';
import type { MetricBatch } from '#shared/domain/metrics.ts';
import { rung, stageView } from './page-views.ts';

const TRIAL = 'trial-0.1';

function rows(from: number, count: number): MetricBatch {
  const steps = Float64Array.from({ length: count }, (_, i) => from + i);
  return { series: 'step', steps, columns: { loss: steps.map(step => step * 2) } };
}

/** A core with one stage of one trial, which holds `stored` steps and tells of them only when asked to. */
class FakeCore implements Transport {
  stored = 0;
  attempt = 1;
  readonly cursors: Cursor[][] = [];
  #event: (event: CoreEvent) => void = () => undefined;
  #connection: (connection: Connection) => void = () => undefined;

  ask = (async (name: string, input: { cursors?: Cursor[] }) => {
    if (name === 'stages.view') return stageView([rung(0.1)]);
    if (name === 'projects.list') return [];
    if (name !== 'curves.read') throw new Error(`not asked for here: ${name}`);
    const cursors = input.cursors ?? [];
    this.cursors.push(cursors);
    const from = (cursors.find(cursor => cursor.attempt === this.attempt)?.afterStep ?? -1) + 1;
    return [{ trialId: TRIAL, attempt: this.attempt, batches: [rows(from, this.stored - from)] }];
  }) as unknown as Ask;

  onEvent(listener: (event: CoreEvent) => void): () => void {
    this.#event = listener;
    return () => undefined;
  }
  onConnection(listener: (connection: Connection) => void): () => void {
    this.#connection = listener;
    return () => undefined;
  }

  tell(event: CoreEvent): void {
    this.#event(event);
  }
  become(connection: Connection): void {
    this.#connection(connection);
  }
  /** Stores steps; `told` false: while nobody was connected. */
  train(steps: number, told: boolean): void {
    const batches = [rows(this.stored, steps)];
    this.stored += steps;
    if (told) this.#event({ type: 'metrics', stageId: 'stage', trialId: TRIAL, attempt: this.attempt, batches });
  }
}

const settled = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 0));

describe('a session', () => {
  async function opened() {
    const core = new FakeCore();
    const session = new Session(core, createAppStore('en'));
    core.become('open');
    core.train(100, false);
    await session.openStage('stage');
    return { core, session };
  }
  const stepsOf = (session: Session): number[] => {
    const points = session.curves.points(TRIAL);
    return points ? [...points.steps.subarray(0, points.count)] : [];
  };
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

  it('loses no point over a lost connection and reads only what is missing', async () => {
    const { core, session } = await opened();
    core.train(50, true);
    core.become('lost');
    core.train(70, false);
    core.become('open');
    core.train(10, true);
    await settled();
    expect(stepsOf(session)).toEqual(upTo(230));
    expect(core.cursors).toContainEqual([{ trialId: TRIAL, attempt: 1, afterStep: 149 }]);
  });

  it('reads again where an event leaves a hole', async () => {
    const { core, session } = await opened();
    core.train(20, false);
    core.train(20, true);
    await settled();
    expect(stepsOf(session)).toEqual(upTo(140));
  });

  it('begins a curve anew with a new attempt, from its first step', async () => {
    const { core, session } = await opened();
    core.attempt = 2;
    core.stored = 0;
    core.train(30, false);
    core.train(10, true);
    await settled();
    expect(stepsOf(session)).toEqual(upTo(40));
  });

  it('lets curves of stages be that nobody opened', async () => {
    const core = new FakeCore();
    const session = new Session(core, createAppStore('en'));
    core.become('open');
    core.train(10, true);
    await settled();
    expect(session.curves.points(TRIAL)).toBeNull();
  });
});

describe('the banner', () => {
  it('says that the core is ending, until one is reached again, and that this page was opened anew', () => {
    const core = new FakeCore();
    const store = createAppStore('en');
    new Session(core, store);
    core.tell({ type: 'closing' });
    expect(store.getState().closing).toBe(true);
    core.become('lost');
    expect(store.getState().closing).toBe(true);
    core.become('open');
    core.tell({ type: 'reopened', why: 'memory' });
    expect(store.getState()).toMatchObject({ closing: false, reopened: 'memory' });
  });
});
