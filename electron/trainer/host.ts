/** What a trainer needs of the place it runs in; each entry file brings its own. */
export interface Host {
  /** All bytes of a file. @throws anything, with a message that says why not */
  loadFile(pathOrUrl: string): Promise<Uint8Array>;
  /** Resolves once everything that was waiting, messages above all, had its turn. */
  nextTurn(): Promise<void>;
}
