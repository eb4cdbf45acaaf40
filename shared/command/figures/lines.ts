/** A line that is longer than this is no report of figures: what comes after is passed over, up to its end. */
const MOST_LINE = 4 * 2 ** 20;

/** Signs that colour and steer a terminal (ECMA-48): control sequences, and texts for its title. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

/**
 * Cuts what a process writes into lines, at `\n` and at the `\r` or backspaces with which progress bars write over themselves; colours are taken out, empty
 * lines left out. Half a line waits for its end.
 */
export class LineSplitter {
  private pieces: string[] = [];
  private length = 0;

  /** Takes a further piece of text. @returns the lines that end in it */
  push(text: string): string[] {
    const lines: string[] = [];
    let from = 0;
    for (const { index } of text.matchAll(/[\r\n\b]/g)) {
      this.keep(text.slice(from, index));
      from = index + 1;
      this.close(lines);
    }
    this.keep(text.slice(from));
    return lines;
  }

  /** What was left without an end. */
  end(): string[] {
    const lines: string[] = [];
    this.close(lines);
    return lines;
  }

  private keep(piece: string): void {
    const room = MOST_LINE - this.length;
    if (piece === '' || room <= 0) return;
    this.pieces.push(piece.slice(0, room));
    this.length += Math.min(piece.length, room);
  }

  private close(lines: string[]): void {
    if (this.length === 0) return;
    const line = this.pieces.length === 1 ? (this.pieces[0] as string) : this.pieces.join('');
    this.pieces = [];
    this.length = 0;
    const plain = line.includes('\u001b') ? line.replace(ANSI, '') : line;
    if (plain.trim() !== '') lines.push(plain);
  }
}
