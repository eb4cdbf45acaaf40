import { mkdir, open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { makeFolderIn } from '#electron/store/home.ts';
import { sizeOf } from '#electron/store/project-files.ts';
import { MAX_DROP_BYTES, MAX_DROP_FILE_BYTES, MAX_DROP_FILES, MAX_DROPPED_BYTES } from '#shared/contract/drop.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { dropPath } from './drop-path.ts';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** How much one drop may hold, and all of them together. */
export interface DropLimits {
  files: number;
  fileBytes: number;
  bytes: number;
  allBytes: number;
}

const LIMITS: DropLimits = {
  files: MAX_DROP_FILES,
  fileBytes: MAX_DROP_FILE_BYTES,
  bytes: MAX_DROP_BYTES,
  allBytes: MAX_DROPPED_BYTES,
};

interface Drop {
  files: number;
  bytes: number;
  /** What the other drops took up when this one began: those that go on at the same time are counted as far as they were. */
  others: number;
}

/**
 * Keeps what was dropped on a page: a folder a drop, of a name that nobody had before. A drop in which anything went wrong
 * is removed as a whole and takes no further file.
 */
export class Drops {
  readonly #folder: string;
  readonly #limits: DropLimits;
  /** What each drop since the start of the server holds so far; null: it is over. */
  readonly #drops = new Map<string, Drop | null>();

  /** @param folder where drops are kept; made when the first one comes. */
  constructor(folder: string, limits = LIMITS) {
    this.#folder = folder;
    this.#limits = limits;
  }

  /**
   * Stores one file of a drop.
   * @param encoded the path below the drop's folder, percent-encoded.
   * @param announced the bytes that are to come, where they are known.
   * @returns the absolute path of the drop's first folder or file.
   * @throws Refusal with what was wrong; also an error of the content, where it ends before its end.
   */
  async put(id: string, encoded: string, content: Readable, announced: number | null): Promise<string> {
    try {
      const names = dropPath(encoded);
      await this.#store(id, names, content, announced ?? 0);
      return join(this.#folder, id, names[0] ?? '');
    } catch (error) {
      await this.discard(id);
      throw error;
    }
  }

  /** Removes a drop with all that is in it. Only drops since the start of the server: older ones may be in use. */
  async discard(id: string): Promise<void> {
    if (!this.#drops.get(id)) return;
    this.#drops.set(id, null);
    await rm(join(this.#folder, id), { recursive: true, force: true });
  }

  async #store(id: string, names: string[], content: Readable, announced: number): Promise<void> {
    const name = names.join('/');
    const path = join(this.#folder, id, ...names);
    const drop = await this.#open(id, name);
    drop.files++;
    if (drop.files > this.#limits.files) throw new Refusal('error.drop.tooManyFiles', { limit: this.#limits.files });
    this.#checkSize(name, announced, drop.bytes + announced, drop.others);
    await onDisk(name, () => mkdir(dirname(path), { recursive: true, mode: 0o700 }));
    const file = await onDisk(name, () => open(path, 'wx', 0o600));
    try {
      let size = 0;
      // Whoever is refused is to hear why, so the connection is left open.
      for await (const piece of content.iterator({ destroyOnReturn: false })) {
        const bytes = piece as Buffer;
        size += bytes.length;
        drop.bytes += bytes.length;
        this.#checkSize(name, size, drop.bytes, drop.others);
        await onDisk(name, () => file.writeFile(bytes));
      }
    } finally {
      await file.close();
    }
  }

  async #open(id: string, name: string): Promise<Drop> {
    const known = this.#drops.get(id);
    if (known) return known;
    if (known === null) throw new Refusal('error.drop.unknown');
    const drop: Drop = { files: 0, bytes: 0, others: 0 };
    this.#drops.set(id, drop);
    drop.others = await sizeOf(this.#folder);
    try {
      await onDisk(name, async () => {
        makeFolderIn(dirname(this.#folder), basename(this.#folder));
        await mkdir(join(this.#folder, id), { mode: 0o700 });
      });
    } catch (error) {
      this.#drops.set(id, null);
      throw error;
    }
    return drop;
  }

  #checkSize(file: string, size: number, all: number, others: number): void {
    const { fileBytes, bytes, allBytes } = this.#limits;
    if (size > fileBytes) throw new Refusal('error.drop.fileTooLarge', { file, limit: Math.floor(fileBytes / MIB) });
    if (others + all > allBytes) throw new Refusal('error.drop.folderFull', { limit: Math.round(allBytes / GIB) });
    if (all > bytes) throw new Refusal('error.drop.tooLarge', { limit: Math.floor(bytes / MIB) });
  }
}

/** Does something on the disk; what goes wrong there is told as a sentence about the file. */
async function onDisk<T>(file: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    const detail = (error as NodeJS.ErrnoException).code ?? String(error);
    if (detail === 'EEXIST' || detail === 'ENOTDIR') throw new Refusal('error.drop.twice', { file });
    throw new Refusal('error.drop.cannotWrite', { file, detail });
  }
}
