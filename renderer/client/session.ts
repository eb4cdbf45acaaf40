import type { CoreEvent } from '#shared/contract/events.ts';
import type { Ask, LadderChoice, StageView } from '#shared/contract/requests.ts';
import type { Preparation } from '#shared/domain/preparation.ts';
import { CurveStore } from './curve-store.ts';
import { type AppStore, withEntry, withoutEntries } from './state.ts';
import type { Transport } from './transport.ts';

/**
 * Keeps the page's state in step with the core: hears its events, and after a lost connection asks for the views and
 * for the curves from where they stopped.
 */
export class Session {
  readonly ask: Ask;
  readonly curves = new CurveStore();
  readonly #store: AppStore;
  /** Stages whose curves are held here. */
  readonly #open = new Set<string>();
  /** Stages whose curves are being read now; true: read once more afterwards. */
  readonly #reading = new Map<string, boolean>();

  constructor(transport: Transport, store: AppStore) {
    this.ask = transport.ask;
    this.#store = store;
    transport.onEvent(event => this.#hear(event));
    transport.onConnection(connection => {
      store.setState({ connection });
      if (connection === 'open') void this.#catchUp();
    });
  }

  /** Loads a stage with its curves and keeps both up to date from now on. */
  async openStage(stageId: string): Promise<StageView> {
    const known = this.#open.has(stageId);
    const view = await this.ask('stages.view', { stageId });
    this.#open.add(stageId);
    this.#show(view);
    if (!known) await this.#readCurves(stageId);
    return view;
  }

  /** Learns which preparations a project has. */
  async readPreparations(projectId: string): Promise<void> {
    this.#showPreparations(projectId, await this.ask('preparations.list', { projectId }));
  }

  /** Makes a preparation, and shows it wherever the project's preparations are shown. */
  async prepare(projectId: string, choice: LadderChoice): Promise<void> {
    const made = await this.ask('preparation.run', { projectId, choice });
    const before = this.#store.getState().preparations.get(projectId) ?? [];
    this.#showPreparations(projectId, [...before, made]);
  }

  async #catchUp(): Promise<void> {
    // Whatever fails here is asked again when the connection is back once more.
    await Promise.allSettled([
      this.ask('app.info', {}).then(({ machine, settings, version, home, notices }) =>
        this.#store.setState({ machine, settings, info: { version, home, notices } }),
      ),
      this.ask('projects.list', {}).then(cards =>
        this.#store.setState({ cards: new Map(cards.map(card => [card.project.id, card])) }),
      ),
      ...[...this.#open].flatMap(stageId => [
        this.ask('stages.view', { stageId }).then(view => this.#show(view)),
        this.#readCurves(stageId),
      ]),
    ]);
  }

  #hear(event: CoreEvent): void {
    const { cards, reading } = this.#store.getState();
    switch (event.type) {
      case 'metrics':
        if (this.#open.has(event.stageId) && this.curves.add(event.trialId, event.attempt, event.batches)) {
          void this.#readCurves(event.stageId).catch(() => undefined);
        }
        break;
      case 'stage':
        this.#show(event.view);
        break;
      case 'project':
        this.#store.setState({ cards: withEntry(cards, event.card.project.id, event.card) });
        break;
      case 'projectDeleted':
        this.#forget(event.projectId);
        break;
      case 'machine':
        this.#store.setState({ machine: event.machine });
        break;
      case 'settings':
        this.#store.setState({ settings: event.settings });
        break;
      case 'reading':
        this.#store.setState({ reading: withEntry(reading, event.source, event.done) });
    }
  }

  /** Lets go of all that is shown of a project. */
  #forget(projectId: string): void {
    const { cards, views, preparations, networkDrafts } = this.#store.getState();
    const gone = [...views.values()].filter(view => view.project.id === projectId).map(view => view.stage.id);
    for (const stageId of gone) this.#open.delete(stageId);
    this.#store.setState({
      cards: cards && withoutEntries(cards, [projectId]),
      views: withoutEntries(views, gone),
      preparations: withoutEntries(preparations, [projectId]),
      networkDrafts: withoutEntries(networkDrafts, [projectId]),
    });
  }

  #showPreparations(projectId: string, list: readonly Preparation[]): void {
    this.#store.setState({ preparations: withEntry(this.#store.getState().preparations, projectId, list) });
  }

  #show(view: StageView): void {
    this.#store.setState({ views: withEntry(this.#store.getState().views, view.stage.id, view) });
  }

  /** Reads what is missing of a stage's curves: one read at a time, and once more if it was wanted meanwhile. */
  async #readCurves(stageId: string): Promise<void> {
    if (this.#reading.has(stageId)) {
      this.#reading.set(stageId, true);
      return;
    }
    try {
      do {
        this.#reading.set(stageId, false);
        const trialIds =
          this.#store
            .getState()
            .views.get(stageId)
            ?.trials.map(trial => trial.id) ?? [];
        const curves = await this.ask('curves.read', { stageId, cursors: this.curves.cursors(trialIds) });
        for (const { trialId, attempt, batches } of curves) this.curves.add(trialId, attempt, batches);
      } while (this.#reading.get(stageId));
    } finally {
      this.#reading.delete(stageId);
    }
  }
}
