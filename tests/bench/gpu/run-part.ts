import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a part said until it ended, and why it ended early; null: it did all that it was asked. */
export interface PartEnd<Line> {
  lines: Line[];
  why: string | null;
}

export interface Running<Line> {
  child: ChildProcess;
  /** Resolves once so many lines have come, or it has ended. */
  has(count: number): Promise<void>;
  end: Promise<PartEnd<Line>>;
}

/**
 * Runs a program that prints JSON lines, for so long at most: a driver that hangs or crashes takes its part along, and what was
 * measured before is kept.
 */
export function runProgram<Line>(
  program: string,
  args: readonly string[],
  { limitMs, env = {}, input = '' }: { limitMs: number; env?: Record<string, string>; input?: string | null },
): Running<Line> {
  const child = spawn(program, args, { stdio: 'pipe', env: { ...process.env, ...env } });
  const lines: Line[] = [];
  const waiting = new Set<() => void>();
  let [rest, stderr, isOver] = ['', '', false];
  const timer = setTimeout(() => {
    isOver = true;
    child.kill('SIGKILL');
  }, limitMs);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    // Libraries may have a word of their own to say.
    for (const line of parts) if (line.startsWith('{')) lines.push(JSON.parse(line) as Line);
    for (const look of waiting) look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-2000);
  });
  child.stdin.on('error', () => undefined); // It ended before it read.
  if (input !== null) child.stdin.end(input);
  const end = new Promise<PartEnd<Line>>(resolve => {
    child.once('error', error => resolve({ lines, why: error.message }));
    child.once('close', (code, signal) => {
      const lastWords = stderr.trim().split('\n').at(-1) || `ended with ${signal ?? `exit code ${code}`}`;
      resolve({ lines, why: isOver ? 'its time was over' : code === 0 ? null : lastWords });
    });
  }).finally(() => clearTimeout(timer));
  const has = (count: number) =>
    Promise.race([
      new Promise<void>(resolve => {
        const look = () => {
          if (lines.length >= count) resolve();
        };
        waiting.add(look);
        look();
      }),
      end.then(() => undefined),
    ]);
  return { child, has, end };
}

/** Runs one of the parts in `part.ts` in a Node of its own. `input` null: it is spoken to. */
export const runPart = <Line>(
  part: string,
  asked: object,
  options: { limitMs: number; env: Record<string, string>; input?: null },
): Running<Line> =>
  runProgram(
    process.execPath,
    [fileURLToPath(new URL('part.ts', import.meta.url)), part, JSON.stringify(asked)],
    options,
  );
