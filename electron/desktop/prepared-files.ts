import { randomUUID } from 'node:crypto';
import { TRAINER_URL } from './origins.ts';

const FOLDER = '/prepared/';

/** The files that the trainer window may read: those it was told to, under names that say nothing about the disk. */
export class PreparedFiles {
  readonly #names = new Map<string, string>();
  readonly #paths = new Map<string, string>();

  /** The URL of a file. */
  urlOf(path: string): string {
    const name = this.#names.get(path) ?? randomUUID();
    this.#names.set(path, name);
    this.#paths.set(FOLDER + name, path);
    return new URL(FOLDER + name, TRAINER_URL).href;
  }

  /** The file behind a URL's path, if there is one. */
  pathOf(pathname: string): string | undefined {
    return this.#paths.get(pathname);
  }
}
