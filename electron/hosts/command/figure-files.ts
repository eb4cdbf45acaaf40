import { createHash } from 'node:crypto';
import { type FileHandle, open, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { CsvFigures } from '#shared/command/figures/csv.ts';
import { EventFile } from '#shared/command/figures/event-file.ts';
import type { Figure } from '#shared/command/figures/figure.ts';
import { trainerState } from '#shared/command/figures/json.ts';
import { figuresIn } from '#shared/command/figures/line-figures.ts';
import { LineSplitter } from '#shared/command/figures/lines.ts';
import type { FigureSource } from '#shared/domain/own-command.ts';

/** Hears of the figures of one line, row or event, and the text that they stood in. */
export type OnFigures = (source: FigureSource, figures: readonly Figure[], text: string) => void;

/** As much of a file is read at once. */
const PIECE = 256 * 1024;
/** The beginning of a file, by which one that was written anew is known. */
const HEAD = 256;
/** A `trainer_state.json` is read whole. */
const MOST_STATE = 64 * 2 ** 20;
/** So deep below a run's folder figures are looked for, among so many files. */
const MOST = { depth: 6, files: 2000 } as const;

interface Reader {
  take(bytes: Buffer, final: boolean): void;
}

/** The kind of figures that a file has, by its name; null: it is no file of figures. */
function sourceOf(file: string): FigureSource | null {
  const name = basename(file);
  if (/tfevents/.test(name)) return 'eventFile';
  if (name === 'trainer_state.json') return 'trainerState';
  if (/\.(csv|log\.csv)$/i.test(name)) return 'csv';
  return /\.(jsonl|ndjson)$/i.test(name) ? 'jsonl' : null;
}

/**
 * Follows the files of a run that hold figures while they are written: the one that `DESCENT_METRICS` names, and below the folder of the run
 * CSV, JSON lines, TensorBoard's event files and `trainer_state.json`. One that is written anew is read anew.
 */
export class FigureFiles {
  private readonly folder: string;
  private readonly metricsFile: string;
  private readonly hear: OnFigures;
  private readonly files = new Map<string, FollowedFile>();

  constructor(folder: string, metricsFile: string, hear: OnFigures) {
    this.folder = folder;
    this.metricsFile = metricsFile;
    this.hear = hear;
  }

  /** Passes over what is there already: an earlier attempt told it. */
  async passOver(): Promise<void> {
    for (const file of await filesBelow(this.folder)) {
      const source = sourceOf(file);
      if (!source) continue;
      const followed = new FollowedFile(file, source, this.hear);
      await followed.passOver();
      this.files.set(file, followed);
    }
  }

  /** Reads what came since the last time. @param final half a line at the end is one */
  async read(final: boolean): Promise<void> {
    const found = await filesBelow(this.folder);
    for (const file of [this.metricsFile, ...found]) {
      const source = file === this.metricsFile ? 'metricsFile' : sourceOf(file);
      if (source && !this.files.has(file)) this.files.set(file, new FollowedFile(file, source, this.hear));
    }
    for (const file of this.files.values()) await file.read(final);
  }
}

/** The files below a folder, as deep and as many as are looked at. */
export async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  const look = async (path: string, depth: number): Promise<void> => {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (found.length >= MOST.files) return;
      if (entry.isDirectory() && depth < MOST.depth) await look(join(path, entry.name), depth + 1);
      else if (entry.isFile()) found.push(join(path, entry.name));
    }
  };
  await look(folder, 0);
  return found;
}

class FollowedFile {
  private readonly path: string;
  private readonly source: FigureSource;
  private readonly hear: OnFigures;
  private reader: Reader;
  private at = 0;
  private head: Buffer = Buffer.alloc(0);
  /** Of a file that is read whole. */
  private digest = '';

  constructor(path: string, source: FigureSource, hear: OnFigures) {
    this.path = path;
    this.source = source;
    this.hear = hear;
    this.reader = this.newReader();
  }

  async read(final: boolean): Promise<void> {
    const handle = await open(this.path).catch(() => null);
    if (!handle) return;
    try {
      const { size } = await handle.stat();
      if (this.source === 'trainerState') await this.readWhole(size);
      else await this.readOn(handle, size, final);
    } finally {
      await handle.close();
    }
  }

  /** Goes on behind its present end. */
  async passOver(): Promise<void> {
    const handle = await open(this.path).catch(() => null);
    if (!handle) return;
    const { size } = await handle.stat();
    const head = await piece(handle, 0, Math.min(HEAD, size));
    // A table is of no use without the names of its columns, which are told by no figure.
    if (this.source === 'csv') this.reader.take(head.subarray(0, head.indexOf(10) + 1), false);
    [this.at, this.head] = [size, head];
    await handle.close();
  }

  private async readOn(handle: FileHandle, size: number, final: boolean): Promise<void> {
    const head = await piece(handle, 0, Math.min(HEAD, size));
    // Shorter, or with another beginning: it was written anew, as Lightning does with its CSV when a column comes up.
    if (size < this.at || !head.subarray(0, this.head.length).equals(this.head)) {
      this.at = 0;
      this.reader = this.newReader();
    }
    this.head = head;
    while (this.at < size) {
      const bytes = await piece(handle, this.at, Math.min(PIECE, size - this.at));
      if (bytes.length === 0) break;
      this.at += bytes.length;
      this.reader.take(bytes, false);
    }
    if (final) this.reader.take(Buffer.alloc(0), true);
  }

  private async readWhole(size: number): Promise<void> {
    if (size > MOST_STATE) return;
    const text = await readFile(this.path, 'utf8');
    const digest = createHash('sha256').update(text).digest('hex');
    if (digest === this.digest) return;
    const entries = trainerState(text);
    if (!entries) return; // Half written: the next time.
    this.digest = digest;
    for (const figures of entries) this.hear(this.source, figures, 'trainer_state.json');
  }

  private newReader(): Reader {
    const { source, hear } = this;
    if (source === 'eventFile') {
      const file = new EventFile();
      return {
        take: bytes => {
          for (const figures of file.push(bytes)) hear(source, figures, basename(this.path));
        },
      };
    }
    const [lines, text, csv] = [new LineSplitter(), new StringDecoder('utf8'), new CsvFigures()];
    const tell = (line: string): void => {
      const figures = source === 'csv' ? csv.push(line) : figuresIn(line);
      if (figures.length > 0) hear(source, figures, line);
    };
    return {
      take: (bytes, final) => {
        lines.push(text.write(bytes)).forEach(tell);
        if (final) lines.end().forEach(tell);
      },
    };
  }
}

async function piece(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}
