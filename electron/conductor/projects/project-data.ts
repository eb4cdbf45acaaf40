import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import { v7 as uuid } from 'uuid';
import { shownCommand } from '#shared/command/shown.ts';
import { renderCommand } from '#shared/command/template.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Output } from '#shared/contract/requests.ts';
import { plainChoice, sameChoice } from '#shared/domain/data-choice.ts';
import { type DataChoice, type DatasetFacts, inputWidth, type PreparedDataset } from '#shared/domain/dataset.ts';
import type { NetworkChoice } from '#shared/domain/hyperparameters.ts';
import type { EventDetail, EventKind } from '#shared/domain/logged-event.ts';
import type { OwnCommand } from '#shared/domain/own-command.ts';
import type { Project } from '#shared/domain/project.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { checkParameters, parameterCountOf } from '#shared/method/networks/network.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { parameterCountFor } from '#shared/method/networks/parameter-count.ts';
import type { Subject } from '#shared/method/stages/stage-definition.ts';
import { type ReadData, readData } from '../../data/client.ts';
import type { Hosts } from '../../hosts/hosts.ts';
import { ProcessPool } from '../../hosts/process-pool.ts';
import { fromOwnFolder } from '../../store/home.ts';
import type { Store } from '../../store/store.ts';

/** How long a reader is kept at hand, in ms. */
const READER_IDLE_MS = 5000;

/** How many sources are read at once, whoever asks, and how many more may wait for their turn. */
const READINGS = { atOnce: 2, waiting: 16 } as const;

/** A project whose data was read. */
export type ReadProject = Project & { facts: DatasetFacts; dataDigest: string };

/** A project of which it is known what its trials train on: data that was read, or a command. */
export type TrainableProject = Project & { dataDigest: string };

/** What the data of projects needs from around it. */
export interface ProjectDataOptions {
  home: string;
  store: Store;
  /** Where data is read. */
  helpers: Hosts;
  emit: (event: CoreEvent) => void;
  /** Whether something of a project is training, or about to. */
  isBusy: (projectId: string) => boolean;
  /** Hears of every project that was saved. */
  onSave: (project: Project) => void;
  /** Something happened to a project that a person may want to know later. */
  happened: (kind: EventKind, detail: EventDetail, projectId: string) => void;
  /** Tells the interfaces that a project appeared or that its data changed. */
  announce: (project: Project) => Promise<void>;
}

/**
 * Projects and their data: what Descent understands of a source, and whether a project's source is still what it was.
 * Every change of a project's record goes through here.
 */
export class ProjectData {
  private readonly options: ProjectDataOptions;
  private readonly turns = new Turns();
  /** A project's source is looked at again before each thing that is started on it, often at once. */
  private readonly readers: ProcessPool;
  private readonly readings = pLimit(READINGS.atOnce);

  constructor(options: ProjectDataOptions) {
    this.options = options;
    this.readers = new ProcessPool(() => options.helpers.startReader(), READER_IDLE_MS);
  }

  /** Ends readers that are at hand. */
  close(): void {
    this.readers.close();
  }

  /** @throws Refusal where there is none of that id. */
  async project(projectId: string): Promise<Project> {
    const project = (await this.options.store.projects()).find(p => p.id === projectId);
    if (!project) throw new Refusal('error.project.unknown', { id: projectId });
    return project;
  }

  /** One task after another that takes a project's data for granted, or changes it. */
  inTurn<T>(projectId: string, task: () => Promise<T>): Promise<T> {
    return this.turns.run(projectId, task);
  }

  /** Reads a source and makes a project of it; what was read before from there, as it is now, is a project already. */
  async create(source: string, choice: DataChoice): Promise<Project> {
    const { dataset } = await this.read(source, choice);
    // In turn, or two that come at once would both find none.
    const project = await this.turns.run('create', async () => {
      const { facts, digest: dataDigest } = dataset;
      const known = (await this.options.store.projects()).find(
        p =>
          p.source === facts.source &&
          sameChoice(p.choice, choice) &&
          (p.facts === null || p.dataDigest === dataDigest),
      );
      if (known) return this.update(known.id, { facts, dataDigest });
      const now = Date.now();
      const { source } = facts;
      const times = { createdAt: now, updatedAt: now };
      const created: Project = {
        id: uuid(),
        name: nameOf(source),
        source,
        choice: plainChoice(choice),
        facts,
        dataDigest,
        network: null,
        command: null,
        ...times,
      };
      await this.options.store.saveProject(created);
      return created;
    });
    await this.options.announce(project);
    return project;
  }

  /** Makes a project of a person's own command; the same command in the same folder is a project already. */
  async createCommand(command: OwnCommand): Promise<Project> {
    const dataDigest = digestOf(command);
    const project = await this.turns.run('create', async () => {
      const known = (await this.options.store.projects()).find(one => one.command && one.dataDigest === dataDigest);
      if (known) return this.update(known.id, { command });
      const now = Date.now();
      const source = shownCommand(renderCommand(command.template));
      const created: Project = {
        id: uuid(),
        name: commandName(command),
        source,
        choice: {},
        facts: null,
        dataDigest,
        network: null,
        command,
        createdAt: now,
        updatedAt: now,
      };
      await this.options.store.saveProject(created);
      return created;
    });
    await this.options.announce(project);
    return project;
  }

  /**
   * What a project's trials are trained on: its prepared file, none of a command.
   * @param digests of what they must be trained on
   * @throws Refusal where the project's data is other data by now, or can't be used
   */
  async trainable(
    projectId: string,
    digests: (project: TrainableProject) => readonly string[],
  ): Promise<{ project: TrainableProject; preparedFile: string }> {
    const known = await this.project(projectId);
    // A command is never changed: another one is another project.
    if (known.command && isTrainable(known)) return { project: known, preparedFile: '' };
    const { project, dataset } = await this.ready(projectId);
    for (const digest of digests(project)) checkSameData(project, dataset, digest);
    return { project, preparedFile: dataset.file };
  }

  /** What Descent understands of a source; no project is made. */
  async inspect(source: string, choice: DataChoice, gone?: AbortSignal): Promise<Output<'data.inspect'>> {
    const { dataset, report } = await this.read(source, choice, { gone });
    return { facts: dataset.facts, report };
  }

  /** What Descent understands of a project's source as it is now. */
  report(projectId: string): Promise<Output<'data.report'>> {
    return this.inTurn(projectId, async () => {
      const { project, dataset, report } = await this.ready(projectId);
      return { facts: dataset.facts, report, changed: dataset.digest !== project.dataDigest };
    });
  }

  /**
   * Reads a project's source anew and takes what it holds now as the project's data. A network that doesn't fit it is given up for
   * the one that it proposes.
   * @throws Refusal while something of the project trains, and where the source can't be used.
   */
  change(projectId: string, choice: DataChoice): Promise<Project> {
    return this.inTurn(projectId, async () => {
      const { source } = withData(await this.idle(projectId));
      const { dataset } = await this.read(source, choice);
      const { network: chosen } = await this.idle(projectId);
      const { facts, digest: dataDigest } = dataset;
      const before = (await this.project(projectId)).dataDigest;
      const fits = parameterCountFor(planBase({}, facts, chosen), facts) !== null;
      const network = fits ? chosen : null;
      const project = await this.update(projectId, { choice: plainChoice(choice), facts, dataDigest, network });
      if (before !== null && before !== dataDigest) this.options.happened('data.changed', { source }, projectId);
      await this.options.announce(project);
      return project;
    });
  }

  /**
   * Takes a network for what is trained from now on; null: the one that the data proposes.
   * @throws Refusal where it doesn't fit the data, or is more than a trainer can hold.
   */
  setNetwork(projectId: string, network: NetworkChoice | null): Promise<Project> {
    return this.inTurn(projectId, async () => {
      const { project: read } = await this.ready(projectId);
      const { facts } = read;
      checkParameters(parameterCountOf(networkOf(planBase({}, facts, network), facts)), inputWidth(facts));
      const project = await this.update(projectId, { network });
      await this.options.announce(project);
      return project;
    });
  }

  /**
   * What one fold of cross-validation trains on and is evaluated on [M9], in a prepared file of its own.
   * @throws Refusal where the project's source is not what it was, or has no folds
   */
  async fold(project: TrainableProject, fold: number): Promise<PreparedDataset> {
    const { project: read, dataset } = await this.ready(project.id);
    checkSameData(read, dataset, project.dataDigest);
    return (await this.read(project.source, project.choice, { fold })).dataset;
  }

  /** Something happened in a project. */
  async touch(projectId: string): Promise<void> {
    await this.update(projectId, {});
  }

  /**
   * Reads a project's source as it is now (usually found prepared), whether or not it is still what the project was made
   * from. A project that this version of the program never read takes what is found as its data.
   */
  async ready(projectId: string): Promise<ReadData & { project: ReadProject }> {
    const project = withData(await this.project(projectId));
    const data = await this.read(project.source, project.choice);
    if (isRead(project)) return { ...data, project };
    const { facts, digest: dataDigest } = data.dataset;
    const now = await this.update(projectId, { facts, dataDigest });
    await this.options.announce(now);
    return { ...data, project: { ...now, facts, dataDigest } };
  }

  /** @throws Refusal where too many wait already, and where the source can't be used */
  private async read(
    source: string,
    choice: DataChoice,
    { fold = null, gone }: { fold?: number | null; gone?: AbortSignal | undefined } = {},
  ): Promise<ReadData> {
    const { home, emit } = this.options;
    const { activeCount, pendingCount } = this.readings;
    const most = READINGS.atOnce + READINGS.waiting;
    if (activeCount + pendingCount >= most) throw new Refusal('error.busy.reading', { count: most });
    const tell = (done: number) => emit({ type: 'reading', source, done });
    return this.readings(() => {
      gone?.throwIfAborted();
      return readData(this.readers.lend(), fromOwnFolder(source), choice, home, tell, gone, fold);
    });
  }

  private async idle(projectId: string): Promise<Project> {
    const project = await this.project(projectId);
    if (this.options.isBusy(projectId)) throw new Refusal('error.project.busy', { name: project.name });
    return project;
  }

  /** Reading and writing in turn, stamped as the latest activity, so that no change is lost to another that began before it. */
  private update(projectId: string, change: Partial<Omit<Project, 'updatedAt'>>): Promise<Project> {
    return this.turns.run(`update ${projectId}`, async () => {
      const project = { ...(await this.project(projectId)), ...change, updatedAt: Date.now() };
      await this.options.store.saveProject(project);
      this.options.onSave(project);
      return project;
    });
  }
}

/**
 * Trials of one stage must all see the same data.
 * @param dataDigest the data that the stage's trials have in their records
 * @throws Refusal where that is not what was read now, with what to do.
 */
export function checkSameData(project: ReadProject, dataset: PreparedDataset, dataDigest: string): void {
  if (dataset.digest === dataDigest) return;
  const { source } = project;
  if (project.dataDigest !== dataDigest) throw new Refusal('error.stage.otherData', { source });
  const changed = dataset.facts.sourceDigest !== project.facts.sourceDigest;
  throw new Refusal(changed ? 'error.source.changed' : 'error.source.preparedAnew', { source });
}

/** What is tuned in a project: a built-in network on its data, or the person's own command. */
export const subjectOf = ({ facts, dataDigest, network, command }: Project): Subject =>
  command ? { kind: 'command', command } : { kind: 'builtIn', facts, dataDigest, network };

/** @throws Refusal where the project trains a command, of which no data is known */
function withData(project: Project): Project {
  if (project.command) throw new Refusal('error.project.command', { name: project.name });
  return project;
}

/** Whether it is known what its trials train on. */
export const isTrainable = (project: Project): project is TrainableProject =>
  project.command ? project.dataDigest !== null : isRead(project);

/** Whether its data was read by this version of the program. */
export const isRead = (project: Project): project is ReadProject =>
  project.facts !== null && project.dataDigest !== null;

/** What decides the trials of a command, and nothing that was only seen of it. */
const digestOf = ({ template, folder, figures, steps, stepsPerCount }: OwnCommand): string =>
  createHash('sha256').update(JSON.stringify({ template, folder, figures, steps, stepsPerCount })).digest('hex');

/** `train.py` of `python train.py --lr 0.1`: the last part of the first argument that names a file, else the program's. */
function commandName({ template }: OwnCommand): string {
  const [program = '', ...rest] = renderCommand(template);
  const script = rest.find(argument => /^[^-].*\.\w+$/.test(argument) && !argument.includes('='));
  return nameOf(script ?? program);
}

/** `sample:digits` keeps its name (the interface translates it); a path gives its last part. */
function nameOf(source: string): string {
  return source.startsWith('sample:') ? source : (source.split(/[\\/]/).findLast(part => part !== '') ?? source);
}

/** Runs the tasks of one key one after the other, in the order they came; those of different keys side by side. */
class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const result = (this.last.get(key) ?? Promise.resolve()).then(task);
    const over = result
      .catch(() => {})
      .finally(() => {
        if (this.last.get(key) === over) this.last.delete(key);
      });
    this.last.set(key, over);
    return result;
  }
}
