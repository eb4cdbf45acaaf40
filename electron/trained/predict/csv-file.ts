import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { temporaryName } from '#electron/store/temporary-name.ts';
import { Refusal } from '#shared/contract/refusal.ts';

const quoted = (cell: string): string => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A row as CSV (RFC 4180, but for its end), cells as they are. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\n`;

/** A CSV file that appears whole or not at all. */
export class CsvFile {
  private readonly file: string;
  private readonly temporary: string;
  private readonly stream: WriteStream;
  private failure: Error | null = null;

  constructor(file: string) {
    this.file = file;
    this.temporary = temporaryName(file);
    this.stream = createWriteStream(this.temporary);
    this.stream.on('error', error => {
      this.failure ??= error;
    });
  }

  /** @throws Refusal where it can't be written */
  async write(rows: readonly (readonly string[])[]): Promise<void> {
    this.check();
    if (this.stream.write(rows.map(csvLine).join(''))) return;
    await once(this.stream, 'drain').catch(() => {});
    this.check();
  }

  /** Puts it in its place. @returns its bytes */
  async close(): Promise<number> {
    this.check();
    this.stream.end();
    await once(this.stream, 'close').catch(() => {});
    this.check();
    try {
      const { size } = await stat(this.temporary);
      await rename(this.temporary, this.file);
      return size;
    } catch (error) {
      throw this.refusal(error as Error);
    }
  }

  /** Leaves nothing of it. */
  async discard(): Promise<void> {
    this.stream.destroy();
    await rm(this.temporary, { force: true });
  }

  private check(): void {
    if (this.failure) throw this.refusal(this.failure);
  }

  private refusal({ message }: Error): Refusal {
    return new Refusal('cli.runs.cannotWrite', { file: this.file, detail: message });
  }
}
