import { type Ask, cardWith, type LadderChoice, type StageView } from '#shared/contract/requests.ts';
import type { Preparation } from '#shared/domain/preparation.ts';
import type { Probe } from '#shared/domain/probe.ts';
import type { TuneView } from '#shared/domain/tune.ts';
import { StageCurves } from './stage-curves.ts';
import { type AppStore, withCard, withEntry, withoutEntries } from './state.ts';
import type { PageEvent, Transport } from './transport.ts';

/**
 * Keeps the page's state in step with the core: hears its events, and after a lost connection asks for the views and
 * for the shown curves from where they stopped.
 */
export class Session {
  readonly ask: Ask;
  readonly #store: AppStore;
  /** Stages that are kept up to date. */
  readonly #open = new Set<string>();
  readonly #curves = new Map<string, StageCurves>();

  constructor(transport: Transport, store: AppStore) {
    this.ask = transport.ask;
    this.#store = store;
    transport.onEvent(event => this.#hear(event));
    transport.onConnection(connection => {
      // A core that is reached again is not the one that was closing.
      store.setState(connection === 'open' ? { connection, closing: false } : { connection });
      if (connection === 'open') void this.#catchUp();
    });
  }

  /** Loads a stage and keeps it up to date from now on, with those of its curves that are shown (`curvesOf`). */
  async openStage(stageId: string): Promise<StageView> {
    const view = await this.ask('stages.view', { stageId });
    this.#open.add(stageId);
    this.#show(view);
    return view;
  }

  /** What its trials recorded, for who shows it. */
  curvesOf(stageId: string): StageCurves {
    let curves = this.#curves.get(stageId);
    if (!curves) {
      curves = new StageCurves(stageId, this.ask, () => this.#store.getState().views.get(stageId)?.trials ?? []);
      this.#curves.set(stageId, curves);
    }
    return curves;
  }

  /** Learns which preparations a project has. */
  async readPreparations(projectId: string): Promise<void> {
    const list = await this.ask('preparations.list', { projectId });
    this.#store.setState(({ preparations }) => ({ preparations: withEntry(preparations, projectId, list) }));
  }

  /** Makes a preparation, and shows it wherever the project's preparations are shown. */
  async prepare(projectId: string, choice: LadderChoice): Promise<void> {
    this.#addPreparation(await this.ask('preparation.run', { projectId, choice }));
  }

  /** Learns which probes a project has. */
  async readProbes(projectId: string): Promise<void> {
    const list = await this.ask('probes.list', { projectId });
    this.#store.setState(({ probes }) => ({ probes: withEntry(probes, projectId, list) }));
  }

  /** Makes a probe, and shows it wherever the project's probes are shown. */
  async probe(projectId: string, choice: LadderChoice): Promise<void> {
    this.#addProbe(await this.ask('probe.run', { projectId, choice }));
  }

  /** Learns which guided runs a project has. */
  async readTunes(projectId: string): Promise<void> {
    const list = await this.ask('tune.list', { projectId });
    this.#store.setState(({ tunes }) => ({ tunes: withEntry(tunes, projectId, list) }));
  }

  /** Learns from where the unfinished trials of a stage would go on. */
  async readResumePoints(stageId: string): Promise<void> {
    const points = await this.ask('checkpoints.list', { stageId });
    const { resumePoints } = this.#store.getState();
    this.#store.setState({ resumePoints: new Map([...resumePoints, ...points.map(p => [p.trialId, p] as const)]) });
  }

  async #catchUp(): Promise<void> {
    // What has begun or ended meanwhile is told nowhere.
    this.#store.setState({ queued: new Set() });
    // Whatever fails here is asked again when the connection is back once more.
    await Promise.allSettled([
      this.#readInfo(),
      this.ask('projects.list', {}).then(cards => {
        this.#store.setState({ cards: new Map(cards.map(card => [card.project.id, card])) });
        // Whatever is damaged was found while they were read.
        return this.#readInfo();
      }),
      ...[...this.#store.getState().preparations.keys()].map(projectId => this.readPreparations(projectId)),
      ...[...this.#store.getState().probes.keys()].map(projectId => this.readProbes(projectId)),
      ...[...this.#store.getState().tunes.keys()].map(projectId => this.readTunes(projectId)),
      ...[...this.#open].flatMap(stageId => [
        this.ask('stages.view', { stageId }).then(view => this.#show(view)),
        this.#curves.get(stageId)?.read(),
      ]),
    ]);
  }

  async #readInfo(): Promise<void> {
    const { machine, settings, version, home, problem, notices } = await this.ask('app.info', {});
    this.#store.setState({ machine, settings, problem, info: { version, home, notices } });
  }

  #hear(event: PageEvent): void {
    const { cards, reading } = this.#store.getState();
    switch (event.type) {
      case 'metrics':
        this.#curves.get(event.stageId)?.hear(event);
        break;
      case 'stage':
        this.#show(event.view);
        break;
      case 'project':
        this.#store.setState({ cards: withCard(cards, event.card) });
        break;
      case 'projectDeleted':
        this.#forget(event.projectId);
        break;
      case 'probe':
        this.#addProbe(event.probe);
        break;
      case 'preparation':
        this.#addPreparation(event.preparation);
        break;
      case 'tune':
        this.#store.setState(({ tunes }) => ({ tunes: withTune(tunes, event.view) }));
        break;
      case 'job': {
        const queued = new Set(this.#store.getState().queued);
        const job = `${event.kind} ${event.projectId}`;
        if (event.state === 'queued') queued.add(job);
        else queued.delete(job);
        this.#store.setState({ queued });
        break;
      }
      case 'machine':
        this.#store.setState({ machine: event.machine });
        break;
      case 'settings':
        this.#store.setState({ settings: event.settings });
        break;
      case 'unreadable':
        this.#store.setState({ unreadable: event.detail });
        break;
      case 'home':
        this.#store.setState({ problem: event.problem });
        break;
      case 'missed':
        void this.#catchUp();
        break;
      case 'reading':
        this.#store.setState({ reading: withEntry(reading, event.source, event.done) });
        break;
      case 'closing':
        this.#store.setState({ closing: true });
        break;
      case 'reopened':
        this.#store.setState({ reopened: event.why });
    }
  }

  /** Lets go of all that is shown of a project. */
  #forget(projectId: string): void {
    const { cards, views, preparations, probes, tunes, networkDrafts } = this.#store.getState();
    const gone = [...views.values()].filter(view => view.project.id === projectId).map(view => view.stage.id);
    for (const stageId of gone) {
      this.#open.delete(stageId);
      this.#curves.delete(stageId);
    }
    this.#store.setState({
      cards: cards && withoutEntries(cards, [projectId]),
      views: withoutEntries(views, gone),
      preparations: withoutEntries(preparations, [projectId]),
      probes: withoutEntries(probes, [projectId]),
      tunes: withoutEntries(tunes, [projectId]),
      networkDrafts: withoutEntries(networkDrafts, [projectId]),
    });
  }

  #addPreparation(made: Preparation): void {
    this.#store.setState(({ preparations }) => ({ preparations: withMade(preparations, made) }));
  }

  #addProbe(made: Probe): void {
    this.#store.setState(({ probes }) => ({ probes: withMade(probes, made) }));
  }

  #show(view: StageView): void {
    const { cards, views } = this.#store.getState();
    const card = cards?.get(view.project.id);
    this.#store.setState({
      views: withEntry(views, view.stage.id, view),
      ...(card && { cards: withCard(cards, cardWith(card, view)) }),
    });
  }
}

/** What was made in a project, at the end of what is known of it: once, whether its maker tells of it first or the event. */
function withMade<T extends { id: string; projectId: string }>(
  known: ReadonlyMap<string, readonly T[]>,
  made: T,
): ReadonlyMap<string, readonly T[]> {
  const before = known.get(made.projectId);
  // A project that no screen asked for is read when one does.
  if (before === undefined || before.some(({ id }) => id === made.id)) return known;
  return withEntry(known, made.projectId, [...before, made]);
}

/** A guided run as it was told of last, in its place or at the end of what is known of its project. */
function withTune(known: ReadonlyMap<string, readonly TuneView[]>, view: TuneView): typeof known {
  const { id, projectId } = view.run;
  const before = known.get(projectId);
  // A project that no screen asked for is read when one does.
  if (before === undefined) return known;
  const isKnown = before.some(({ run }) => run.id === id);
  const after = isKnown ? before.map(one => (one.run.id === id ? view : one)) : [...before, view];
  return withEntry(known, projectId, after);
}
