import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import pLimit from 'p-limit';
import { v7 as uuid } from 'uuid';
import type { CoreEvent } from '#shared/contract/events.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Output } from '#shared/contract/requests.ts';
import type { Prediction } from '#shared/domain/prediction.ts';
import type { Hosts } from '../../hosts/hosts.ts';
import { makeFolderIn, predictionsFolder } from '../../store/home.ts';
import type { Store } from '../../store/store.ts';
import { predictWith } from '../../trained/client.ts';
import { storedTrained } from '../../trained/trained-of.ts';
import type { ProjectData } from './project-data.ts';

/** How many are made at once, and how many more may wait. */
const MOST = { atOnce: 1, waiting: 4 } as const;
/** Files of predictions that are kept to be fetched; older ones go. */
const KEPT = 8;
/** What a page is told and fetches; `descent predict` knows no such limits. */
const HEAD_ROWS = 200;
const MOST_ROWS = 1_000_000;
/** Bytes of a file that an answer holds: the core reads so many within a millisecond or two. */
const PIECE_BYTES = 2 ** 20;

const NAME = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.csv$/;

/** What predictions need from around them. */
export interface PredictionsOptions {
  home: string;
  store: Store;
  data: Pick<ProjectData, 'project'>;
  helpers: Hosts;
  emit: (event: CoreEvent) => void;
}

/** Predictions of projects' trained networks for files of new rows, each by a process of its own. */
export class Predictions {
  private readonly options: PredictionsOptions;
  private readonly turns = pLimit(MOST.atOnce);

  constructor(options: PredictionsOptions) {
    this.options = options;
  }

  /** Which trial's network a project's is. @throws Refusal where there is none */
  async trained(projectId: string): Promise<Output<'predictions.trained'>> {
    const { store, data } = this.options;
    const { by, trials } = await storedTrained(store, await data.project(projectId));
    return { by, trial: trials[0]! };
  }

  /**
   * Predicts a file's rows.
   * @param gone nobody waits for it any more
   * @throws Refusal where it can't be done
   */
  async run(projectId: string, source: string, gone?: AbortSignal): Promise<Prediction> {
    const { home, store, data, helpers, emit } = this.options;
    const { startPredictor } = helpers;
    if (!startPredictor) throw new Refusal('error.predict.notHere');
    if (this.turns.pendingCount >= MOST.waiting) throw new Refusal('error.busy.asking', { count: MOST.waiting + 1 });
    const project = await data.project(projectId);
    const trained = await storedTrained(store, project);
    return this.turns(async () => {
      if (gone?.aborted) throw new Refusal('error.request.gone');
      const id = uuid();
      makeFolderIn(home, 'predictions');
      await this.sweep(KEPT - 1);
      const limits = { headRows: HEAD_ROWS, mostRows: MOST_ROWS };
      const asked = { home, source, choice: project.choice, out: this.fileOf(id), id, ...limits };
      const progress = (done: number): void => emit({ type: 'reading', source, done });
      return predictWith(startPredictor(), trained, asked, progress, gone);
    });
  }

  /** A piece of a prediction's CSV, from a byte on. @throws Refusal where it is not kept any more */
  async csv(id: string, from: number): Promise<Output<'predictions.csv'>> {
    const file = await open(this.fileOf(id)).catch(() => {
      throw new Refusal('error.predict.notKept');
    });
    try {
      const buffer = Buffer.alloc(PIECE_BYTES);
      const { bytesRead } = await file.read(buffer, 0, PIECE_BYTES, from);
      const { size } = await file.stat();
      const isLast = from + bytesRead >= size;
      // A character that is cut in two belongs to the next piece.
      const text = new StringDecoder('utf8').write(buffer.subarray(0, bytesRead));
      const next = from + Buffer.byteLength(text);
      return { text, next: isLast || next === from ? null : next };
    } finally {
      await file.close();
    }
  }

  /** Removes the oldest files until so many are left; what a killed predictor left, too. */
  private async sweep(most: number): Promise<void> {
    const folder = predictionsFolder(this.options.home);
    const names = await readdir(folder).catch((): string[] => []);
    const files = await Promise.all(
      names.map(async name => {
        const path = join(folder, name);
        const at = (await stat(path).catch(() => null))?.mtimeMs ?? 0;
        return { path, at: NAME.test(name) ? at : 0 };
      }),
    );
    const old = files.sort((a, b) => b.at - a.at).filter(({ at }, i) => i >= most || at === 0);
    await Promise.allSettled(old.map(({ path }) => rm(path, { force: true })));
  }

  private fileOf(id: string): string {
    return join(predictionsFolder(this.options.home), `${id}.csv`);
  }
}
