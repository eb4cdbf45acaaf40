import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { settingsIn, withSettings } from '#shared/command/config-file.ts';
import { figuresIn } from '#shared/command/figures/line-figures.ts';
import { LineSplitter } from '#shared/command/figures/lines.ts';
import { shownCommand } from '#shared/command/shown.ts';
import { type RoleValues, renderCommand, rolesOf, writtenFor } from '#shared/command/template.ts';
import type { CommandTemplate } from '#shared/domain/own-command.ts';
import { FigureFiles, type OnFigures } from './figure-files.ts';
import { ProcessTree } from './process-tree.ts';
import type { Exit } from './ran.ts';

/** Its files are looked at so often, in ms. */
const FILES_EVERY_MS = 500;
/** A process that has ended, and whose output another one holds open, is not waited for any longer, in ms. */
const OUTPUT_GRACE_MS = 1000;
/** In a run's folder, while something of it may be alive: by what its processes are known. */
export const MARK_FILE = 'alive';
/** So many of the last lines of its standard error are kept. */
const KEPT_LINES = 50;

/** One run of a person's command. */
export interface CommandRunOptions {
  template: CommandTemplate;
  /** The folder that it runs in. */
  folder: string;
  /** A folder of this run alone; what lay there is deleted, but where it goes on from that. */
  runFolder: string;
  /** The checkpoint that it goes on from, below the run's folder; left out or null: it begins. */
  goesOnFrom?: string | null;
  /** By what its processes are known (`newMark`). */
  mark: string;
  values: RoleValues;
  /** What `DESCENT_PARAMS` holds; left out: the values. */
  params?: object;
  /** One of so many steps is watched by `descent.watch`; left out: as many as it takes to cost next to nothing. */
  watchEvery?: number | undefined;
  onFigures: OnFigures;
  /** Hears what is worth a line in the trial's log. */
  onLog: (line: string) => void;
}

/** Starts a command once and hears what it tells, from its output and its files, until nothing of it is alive any more. */
export class CommandRun {
  private readonly tree: ProcessTree;
  private readonly files: FigureFiles;
  private reading: Promise<void> = Promise.resolve();
  private readonly stderr: string[] = [];
  /** Once it has ended, all that it told was heard, and none of its processes is left but those named. */
  readonly done: Promise<Exit & { lines: readonly string[]; left: number[] }>;

  /** @throws Error where the run's folder or its file of settings can't be written */
  static async start(options: CommandRunOptions): Promise<CommandRun> {
    const { template, folder, runFolder, mark, values, params: told = values, onFigures, onLog } = options;
    const { goesOnFrom = null, watchEvery } = options;
    if (goesOnFrom === null) await rm(runFolder, { recursive: true, force: true });
    else await rm(join(runFolder, 'metrics.jsonl'), { force: true });
    const output = join(runFolder, 'out');
    await mkdir(output, { recursive: true, mode: 0o700 });
    const places = { output, config: join(runFolder, 'config') };
    const params = join(runFolder, 'params.json');
    await writeFile(params, JSON.stringify(told, null, 2), { mode: 0o600 });
    const resume = goesOnFrom === null ? null : join(output, goesOnFrom);
    const all: RoleValues = { ...values, output: places.output, ...(resume !== null && { resume }) };
    const config = rolesOf(template).has('config') ? writtenFor(template, 'config') : null;
    if (config !== null) {
      const file = `${places.config}${extname(config)}`;
      const text = await readFile(resolve(folder, config), 'utf8');
      await writeFile(file, withSettings(text, soleSettings(text), values), { mode: 0o600 });
      all.config = file;
    }
    const argv = renderCommand(template, all);
    await writeFile(join(runFolder, MARK_FILE), mark, { mode: 0o600 });
    onLog(`runs in ${folder}: ${shownCommand(argv)}`);
    const files = new FigureFiles(output, join(runFolder, 'metrics.jsonl'), onFigures);
    if (resume !== null) await files.passOver();
    return new CommandRun(options, argv, files, {
      ...process.env,
      PYTHONUNBUFFERED: '1',
      PYTHONIOENCODING: 'utf-8',
      TQDM_MININTERVAL: '5',
      DESCENT_METRICS: join(runFolder, 'metrics.jsonl'),
      DESCENT_PARAMS: params,
      DESCENT_DIR: output,
      ...(watchEvery !== undefined && { DESCENT_WATCH_EVERY: String(watchEvery) }),
      ...(resume !== null && { DESCENT_RESUME: resume }),
      ...(values.seed !== undefined && { DESCENT_SEED: String(values.seed) }),
    });
  }

  private constructor(
    { folder, runFolder, mark, onFigures }: CommandRunOptions,
    argv: string[],
    files: FigureFiles,
    environment: NodeJS.ProcessEnv,
  ) {
    this.files = files;
    this.tree = new ProcessTree(argv, folder, environment, mark);
    const { child } = this.tree;
    const outputs = [child.stdout, child.stderr].map((stream, i) => {
      const [lines, text] = [new LineSplitter(), new StringDecoder('utf8')];
      const tell = (line: string): void => {
        if (i === 1) this.keep(line);
        const figures = figuresIn(line);
        if (figures.length > 0) onFigures('printed', figures, line);
      };
      stream?.on('data', (bytes: Buffer) => lines.push(text.write(bytes)).forEach(tell));
      const ended = new Promise<void>(over => (stream ? stream.once('close', over) : over()));
      return { ended, end: () => lines.end().forEach(tell) };
    });
    const timer = setInterval(() => void this.readFiles(false), FILES_EVERY_MS);
    const exited = new Promise<Exit>(over => {
      child.once('error', error => over({ code: null, signal: null, error: error.message }));
      child.once('exit', (code, signal) => over({ code, signal, error: null }));
    });
    this.done = exited.then(async exit => {
      const told = Promise.all(outputs.map(({ ended }) => ended));
      await Promise.race([told, new Promise(over => setTimeout(over, OUTPUT_GRACE_MS))]);
      const left = await this.tree.end(0);
      for (const { end } of outputs) end();
      clearInterval(timer);
      await this.readFiles(true);
      if (left.length === 0) await rm(join(runFolder, MARK_FILE), { force: true }).catch(() => {});
      return { ...exit, lines: this.stderr, left };
    });
  }

  /** Ends it with all that it started. */
  stop(graceMs: number): void {
    void this.tree.end(graceMs);
  }

  /** Bytes of memory that it has; null where that isn't told. */
  get memoryBytes(): number | null {
    return this.tree.memory();
  }

  /** Lets it wait until its output is read again. */
  hold(held: boolean): void {
    for (const stream of [this.tree.child.stdout, this.tree.child.stderr]) held ? stream?.pause() : stream?.resume();
  }

  private keep(line: string): void {
    this.stderr.push(line.slice(0, 2000));
    if (this.stderr.length > KEPT_LINES) this.stderr.shift();
  }

  private readFiles(final: boolean): Promise<void> {
    this.reading = this.reading.then(() => this.files.read(final)).catch(() => {});
    return this.reading;
  }
}

/** Settings that only one place of the file could mean. */
export const soleSettings = (text: string): ReturnType<typeof settingsIn> => {
  const all = settingsIn(text);
  return all.filter(({ role }) => all.filter(other => other.role === role).length === 1);
};
