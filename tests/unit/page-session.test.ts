import { describe, expect, it, vi } from 'vitest';
import { Session } from '#renderer/client/session.ts';
import { createAppStore } from '#renderer/client/state.ts';
import type { Connection, PageEvent, Transport } from '#renderer/client/transport.ts';
import type { Ask, Cursor, ProjectCard } from '#shared/contract/requests.ts';
import { type MetricBatch, TRAINING_LOSS } from '#shared/domain/metrics.ts';
import type { Probe } from '#shared/domain/probe.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { someProbe } from './page-probes.ts';
import { candidate, cardOf, stageView } from './page-views.ts';

const TRIAL = 'trial-0.1';

function rows(from: number, count: number): MetricBatch {
  const steps = Float64Array.from({ length: count }, (_, i) => from + i);
  return { series: 'step', steps, columns: { loss: steps.map(step => step * 2) } };
}

const card = (id: string, updatedAt: number): ProjectCard => {
  const { project } = stageView([]);
  return {
    project: { ...project, id, updatedAt },
    steps: [],
  };
};

/** A core with one stage of one trial, which holds `stored` steps and tells of them only when asked to. */
class FakeCore implements Transport {
  stored = 0;
  probes: Probe[] = [];
  readonly store = createAppStore('en');
  attempt = 1;
  /** Rows of one answer. */
  most = Number.POSITIVE_INFINITY;
  damaged: { series: 'step'; from: number; to: number | null }[] = [];
  cards: ProjectCard[] = [];
  /** What it found when it read its projects. */
  notices: Reason[] = [];
  found: Reason[] = [];
  readonly cursors: Cursor[][] = [];
  #event: (event: PageEvent) => void = () => undefined;
  #connection: (connection: Connection) => void = () => undefined;

  ask = (async (name: string, input: { cursors?: Cursor[] }) => {
    if (name === 'stages.view') return stageView([candidate(0.1)]);
    if (name === 'app.info') return { machine: {}, settings: {}, version: '', home: '', notices: this.notices };
    if (name === 'projects.list') {
      await settled();
      this.notices = this.found;
      return this.cards;
    }
    if (name === 'probes.list') return this.probes;
    if (name !== 'curves.read') throw new Error(`not asked for here: ${name}`);
    const cursors = input.cursors ?? [];
    this.cursors.push(cursors);
    const from = (cursors.find(cursor => cursor.attempt === this.attempt)?.afterStep ?? -1) + 1;
    const count = Math.min(this.stored - from, this.most);
    const next = from + count < this.stored ? from + count - 1 : null;
    return [
      {
        trialId: TRIAL,
        attempt: this.attempt,
        batches: [this.readable(rows(from, count))],
        damaged: this.damaged,
        next,
      },
    ];
  }) as unknown as Ask;

  private readable({ series, steps }: MetricBatch): MetricBatch {
    const kept = steps.filter(step => !this.damaged.some(({ from, to }) => step >= from && step <= (to ?? step)));
    return { series, steps: kept, columns: { loss: kept.map(step => step * 2) } };
  }

  onEvent(listener: (event: PageEvent) => void): () => void {
    this.#event = listener;
    return () => undefined;
  }
  onConnection(listener: (connection: Connection) => void): () => void {
    this.#connection = listener;
    return () => undefined;
  }

  tell(event: PageEvent): void {
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
    const session = new Session(core, core.store);
    core.become('open');
    core.train(100, false);
    await session.openStage('stage');
    session.curvesOf('stage').hold([TRAINING_LOSS]);
    await settled();
    return { core, session };
  }
  const stepsOf = (session: Session): number[] => {
    const points = session.curvesOf('stage').points(TRIAL, TRAINING_LOSS);
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

  it('knows what waits for memory, until it begins, is over, or the connection was lost', async () => {
    const { core } = await opened();
    const waits = (): string[] => [...core.store.getState().queued];
    const job = { type: 'job', projectId: 'p', kind: 'probe' } as const;
    core.tell({ ...job, state: 'queued' });
    core.tell({ ...job, kind: 'prepare', state: 'queued' });
    expect(waits()).toEqual(['probe p', 'prepare p']);
    core.tell({ ...job, state: 'running' });
    expect(waits()).toEqual(['prepare p']);
    core.tell({ ...job, kind: 'prepare', state: 'over' });
    expect(waits()).toEqual([]);
    core.tell({ ...job, state: 'queued' });
    core.become('lost');
    core.become('open');
    expect(waits()).toEqual([]);
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

  it('asks again while there is more than an answer holds', async () => {
    const core = new FakeCore();
    const session = new Session(core, createAppStore('en'));
    core.become('open');
    core.most = 30;
    core.train(100, false);
    await session.openStage('stage');
    session.curvesOf('stage').hold([TRAINING_LOSS]);
    await settled();
    expect(stepsOf(session)).toEqual(upTo(100));
    expect(core.cursors.length).toBe(4);
  });

  it('lives with steps that can’t be read, and asks for them once', async () => {
    const { core, session } = await opened();
    core.damaged = [{ series: 'step', from: 100, to: 119 }];
    core.train(20, false);
    core.train(20, true);
    await settled();
    const reads = core.cursors.length;
    core.train(20, true);
    core.train(20, true);
    await settled();
    expect(core.cursors.length).toBe(reads);
    expect(stepsOf(session)).toEqual([...upTo(100), ...upTo(180).slice(120)]);
  });

  it('holds the projects in the order of their latest activity, whatever the clock said then', async () => {
    const core = new FakeCore();
    const store = createAppStore('en');
    new Session(core, store);
    core.cards = [card('b', 5000), card('a', 9000)];
    core.become('open');
    await settled();
    const order = () => [...(store.getState().cards?.keys() ?? [])];
    expect(order()).toEqual(['b', 'a']);
    core.tell({ type: 'project', card: { ...cardOf(stageView([candidate(0.1)])), project: card('a', 9000).project } });
    expect(order()).toEqual(['b', 'a']);
    expect(store.getState().cards?.get('a')?.steps).toHaveLength(1);
    core.tell({ type: 'project', card: card('a', 100) });
    expect(order()).toEqual(['a', 'b']);
    core.tell({ type: 'project', card: card('new', 50) });
    expect(order()).toEqual(['new', 'a', 'b']);
  });

  it('keeps the card of a project by the views of the stage that it shows', async () => {
    const core = new FakeCore();
    const store = createAppStore('en');
    new Session(core, store);
    const view = stageView([candidate(0.1)]);
    const { project, stage } = view;
    core.cards = [cardOf(view)];
    core.become('open');
    await settled();
    const shown = () => store.getState().cards?.get(project.id)?.steps[0];
    core.tell({ type: 'stage', view: stageView([candidate(0.1)], { done: 0.5 }, { remainingMs: 900 }) });
    expect(shown()).toMatchObject({ progress: { done: 0.5 }, remainingMs: 900 });
    const older = stageView([candidate(0.1)], { done: 1 });
    core.tell({ type: 'stage', view: { ...older, stage: { ...older.stage, id: 'older' } } });
    expect(shown()).toMatchObject({ stage: { id: stage.id }, progress: { done: 0.5 } });
  });

  it('goes on after an event that it can’t read, and remembers that there was one', async () => {
    const core = new FakeCore();
    const store = createAppStore('en');
    new Session(core, store);
    core.become('open');
    core.tell({ type: 'unreadable', detail: 'stage: view.trials' });
    core.tell({ type: 'project', card: card('a', 1) });
    await settled();
    expect(store.getState().unreadable).toBe('stage: view.trials');
    expect(store.getState().connection).toBe('open');
  });

  it('forgets a project that another window deleted, with all that was shown of it', async () => {
    const core = new FakeCore();
    const store = createAppStore('en');
    const session = new Session(core, store);
    core.become('open');
    const view = await session.openStage('stage');
    const { project } = view;
    await settled();
    const card = cardOf(view);
    core.tell({ type: 'project', card });
    core.tell({ type: 'project', card: { ...card, project: { ...project, id: 'other' } } });
    core.tell({ type: 'projectDeleted', projectId: project.id });
    const { cards, views } = store.getState();
    expect([...(cards?.keys() ?? [])]).toEqual(['other']);
    expect(views.size).toBe(0);
  });

  it('shows what another window started or made, each once', async () => {
    const { core, session } = await opened();
    const view = stageView([candidate(0.1)]);
    const stage = { ...view.stage, id: 'from elsewhere' };
    core.tell({ type: 'stage', view: { ...view, stage } });
    expect(core.store.getState().views.get('from elsewhere')?.stage).toEqual(stage);

    const [first, second] = [someProbe({ id: 'first' }), someProbe({ id: 'second' })];
    core.tell({ type: 'probe', probe: first });
    expect(core.store.getState().probes.size).toBe(0); // No screen asked for this project's probes.
    core.probes = [first];
    await session.readProbes('project');
    for (let times = 0; times < 2; times++) core.tell({ type: 'probe', probe: second });
    expect(core.store.getState().probes.get('project')).toEqual([first, second]);
  });

  it('asks anew for all that it shows where it missed something', async () => {
    const { core, session } = await opened();
    core.probes = [someProbe({ id: 'first' })];
    await session.readProbes('project');
    core.train(50, false);
    core.probes = [...core.probes, someProbe({ id: 'missed' })];
    core.tell({ type: 'missed' });
    await settled();
    expect(stepsOf(session)).toEqual(upTo(150));
    expect(core.store.getState().probes.get('project')).toEqual(core.probes);
  });

  it('tells at first load what the core found damaged while it read the projects', async () => {
    const core = new FakeCore();
    core.found = [{ key: 'notice.damaged.curves', values: { ids: 'x' } }];
    new Session(core, core.store);
    core.become('open');
    await vi.waitFor(() => expect(core.store.getState().info?.notices).toEqual(core.found));
  });

  it('neither reads nor holds curves that nobody shows, before and after', async () => {
    const core = new FakeCore();
    const session = new Session(core, createAppStore('en'));
    core.become('open');
    await session.openStage('stage');
    core.train(10, true);
    await settled();
    expect(core.cursors).toEqual([]);
    const curves = session.curvesOf('stage');
    expect(curves.points(TRIAL, TRAINING_LOSS)).toBeNull();
    const release = curves.hold([TRAINING_LOSS]);
    const another = curves.hold([TRAINING_LOSS]);
    await settled();
    expect(stepsOf(session)).toEqual(upTo(10));
    release();
    release();
    await settled();
    expect(stepsOf(session)).toEqual(upTo(10));
    another();
    // Who takes it up in the same turn finds it as it was.
    const next = curves.hold([TRAINING_LOSS]);
    expect(stepsOf(session)).toEqual(upTo(10));
    next();
    await settled();
    core.train(10, true);
    core.become('lost');
    core.become('open');
    await settled();
    expect(curves.points(TRIAL, TRAINING_LOSS)).toBeNull();
    expect(core.cursors).toHaveLength(1);
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
