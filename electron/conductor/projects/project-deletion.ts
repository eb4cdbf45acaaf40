import type { CoreEvent } from '#shared/contract/events.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Output } from '#shared/contract/requests.ts';
import { databaseFile } from '../../store/home.ts';
import { projectFiles, projectSize, removeFiles, sizeOf } from '../../store/project-files.ts';
import type { Store } from '../../store/store.ts';
import type { ProjectData } from './project-data.ts';

/** For who still reads what a project had, when its space is given back. */
const MOST_WAITS = 40;
const WAIT_MS = 50;

/** What deletions need from around them. */
export interface ProjectDeletionOptions {
  home: string;
  store: Store;
  data: ProjectData;
  /** Whether anything of a project is under way. */
  isBusy: (projectId: string) => boolean;
  /** Whether anything trains, whose points a longer work in the store would hold up. */
  isTraining: () => boolean;
  /** Hears of a project that is gone. */
  onGone: (projectId: string) => void;
  emit: (event: CoreEvent) => void;
}

/**
 * Deletes projects with all that is kept of them. A project is gone as a whole at one moment; what it had is taken away after that, and
 * at the next start where the core ends before.
 */
export class ProjectDeletion {
  private readonly options: ProjectDeletionOptions;
  private readonly gone = new Set<string>();

  constructor(options: ProjectDeletionOptions) {
    this.options = options;
  }

  /** What deleting a project would free. */
  async size(projectId: string): Promise<Output<'projects.size'>> {
    const { home, store, data } = this.options;
    return projectSize(home, store, await data.project(projectId));
  }

  /** @throws Refusal where there is no such project, and while anything of it is under way. */
  delete(projectId: string): Promise<Output<'projects.delete'>> {
    const { store, data, isBusy, onGone, emit } = this.options;
    return data.inTurn(projectId, async () => {
      const { name } = await data.project(projectId);
      if (isBusy(projectId)) throw new Refusal('error.project.inUse', { name });
      const { trials } = await this.size(projectId);
      await store.beginDeletion(projectId);
      this.gone.add(projectId);
      onGone(projectId);
      emit({ type: 'projectDeleted', projectId });
      const freed = await this.finish(projectId);
      await store.recordEvent('project.deleted', { name, trials, ...freed }).catch(() => {});
      return freed;
    });
  }

  /** Whether a project was deleted here: whatever still tells of it comes late. */
  isGone(projectId: string): boolean {
    return this.gone.has(projectId);
  }

  /** Goes on with what an earlier core began. */
  async finishAll(): Promise<void> {
    for (const projectId of await this.options.store.pendingDeletions()) await this.finish(projectId);
  }

  /** Takes away what a project has, whose deletion was begun. */
  private async finish(projectId: string): Promise<Output<'projects.delete'>> {
    const { home, store, isTraining } = this.options;
    const footprint = await store.footprint(projectId);
    const before = await sizeOf(databaseFile(home));
    // It is no project any more, so all that there are are others.
    const files = footprint ? await removeFiles(await projectFiles(home, footprint, await store.projects())) : 0;
    while (await store.deleteSlice(projectId)) {
      // In slices, so that others have their turn.
    }
    // Who still reads is waited for, but not for long: the space is used again then, or given back with the next deletion.
    for (let waits = 0; waits < MOST_WAITS; ) {
      const given = await store.giveBack(!isTraining()).catch(() => 'done' as const);
      if (given === 'done') break;
      if (given === 'more') continue;
      waits++;
      await new Promise(resolve => setTimeout(resolve, WAIT_MS));
    }
    const database = Math.max(0, before - (await sizeOf(databaseFile(home))));
    return { bytes: files + database, reusable: Math.max(0, (footprint?.bytes ?? 0) - database) };
  }
}
