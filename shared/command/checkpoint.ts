/** A file that a run left, by its path below the folder of the run, with `/` between its parts. */
export interface LeftFile {
  path: string;
  /** When it was changed last, in ms. */
  changedAt: number;
}

/** What frameworks end the names of their checkpoints with. */
const ENDING = /\.(pt|pth|ckpt|bin|safetensors|h5|hdf5|keras|weights|pkl|pickle|npz|joblib|state)$/i;
const NAMED = /(^|[/_.-])(checkpoint|ckpt)/i;
/** A checkpoint that is a folder of several files, as Hugging Face's `checkpoint-500` is. */
const FOLDER = /^(.*?(?:^|\/)(?:checkpoint|ckpt)[^/]*)\//i;
/** Of figures, settings and pictures nothing goes on. */
const NONE = /\.(csv|jsonl?|ndjson|ya?ml|txt|log|md|png|jpe?g|svg|html|tmp)$/i;

/** The newest checkpoint among what a run left: a file, or a folder of them; null: there is none. */
export function newestCheckpoint(files: readonly LeftFile[]): LeftFile | null {
  const found = files.flatMap(({ path, changedAt }): LeftFile[] => {
    const [, folder] = FOLDER.exec(path) ?? [];
    if (folder !== undefined) return [{ path: folder, changedAt }];
    const name = path.split('/').at(-1) ?? '';
    return !/tfevents/.test(name) && !NONE.test(name) && (ENDING.test(name) || NAMED.test(name))
      ? [{ path, changedAt }]
      : [];
  });
  return found.reduce<LeftFile | null>(
    (newest, one) => (newest && newest.changedAt >= one.changedAt ? newest : one),
    null,
  );
}
