import type { Child, Hosts } from '#electron/hosts/hosts.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { TestEvaluation } from '#shared/domain/test-reading.ts';
import type { ToTrainer } from '#shared/domain/trainer-protocol.ts';

/** Trainers that do as they are told by the test; readers are real. */
export class ScriptedHosts implements Hosts {
  readonly trainers: ScriptedTrainer[] = [];
  private readonly real = nodeHosts();
  startTrainer(): Child {
    const trainer = new ScriptedTrainer();
    this.trainers.push(trainer);
    return trainer;
  }
  startReader(): Child {
    return this.real.startReader();
  }
  get alive(): ScriptedTrainer[] {
    return this.trainers.filter(t => !t.killed);
  }
}

type Train = Extract<ToTrainer, { type: 'train' }>;
type Evaluate = Extract<ToTrainer, { type: 'evaluate' }>;

export class ScriptedTrainer implements Child {
  killed = false;
  training = false;
  /** The step that it is to hold its trial at. */
  until: number | null = null;
  /** The trial that it trains, or trained; null: it was not told to. */
  trial: Train | null = null;
  /** The reading of the test rows that it was asked for; null: none. */
  reading: Evaluate | null = null;
  /** It gave its answer to that. */
  hasRead = false;
  /** It was asked for anything. */
  asked = false;
  private say: (message: unknown) => void = () => {};
  private exit: (detail: string, killed?: boolean) => void = () => {};
  onMessage(listener: (message: unknown) => void): void {
    this.say = listener;
  }
  onExit(listener: (detail: string, killed?: boolean) => void): void {
    this.exit = listener;
  }
  send(message: unknown): void {
    const said = message as ToTrainer;
    this.asked = true;
    if (said.type === 'train') {
      this.training = true;
      this.until = said.until;
      this.trial = said;
    }
    if (said.type === 'evaluate') this.reading = said;
    if (said.type === 'stop' && this.training) this.end('stopped');
  }
  kill(): void {
    if (this.killed) return;
    this.killed = true;
    queueMicrotask(() => this.exit('SIGKILL'));
  }
  /** Nobody hears it any more: the core that it worked for is gone. */
  silence(): void {
    this.killed = true;
    this.training = false;
    this.say = () => {};
    this.exit = () => {};
  }
  /** It ends of itself, and its last words are these; `killed`: or by the system. */
  lose(detail: string, killed = false): void {
    this.killed = true;
    this.exit(detail, killed);
  }
  /** @param sentAt by its own clock, in ms; null: it does not tell */
  point(step: number, memoryBytes: number | null = null, { keptBytes = 0, sentAt = null as number | null } = {}): void {
    const columns = { loss: Float64Array.of(1) };
    const batches = [{ series: 'step', steps: Float64Array.of(step), columns }];
    this.say({ type: 'metrics', batches, memoryBytes, keptBytes, sentAt });
  }
  /** Dev was evaluated after so many steps. */
  evaluate(step: number, devLoss: number, devMetric: number): void {
    const columns = { devLoss: Float64Array.of(devLoss), devMetric: Float64Array.of(devMetric) };
    this.say({ type: 'metrics', batches: [{ series: 'eval', steps: Float64Array.of(step), columns }] });
  }
  /** The best evaluation: its weights, as few bytes, and how the rows of dev did. */
  best(step: number, loss: number, metric: number, rows = 100): void {
    this.say({ type: 'checkpoint', kind: 'best', step, piece: Uint8Array.of(step), last: true });
    const losses = new Float32Array(rows).fill(loss);
    this.say({ type: 'devRows', kind: 'best', step, losses, predictions: null, evaluation: { loss, metric, rows } });
  }
  /** What it read of the test rows. */
  read(evaluation: TestEvaluation | null, reason: Reason | null = null): void {
    this.hasRead = true;
    this.say({ type: 'evaluated', answer: evaluation, reason });
  }
  /** Its state before a step, as few bytes. */
  checkpoint(step: number): void {
    this.say({ type: 'checkpoint', step, piece: Uint8Array.of(step), last: true });
  }
  end(status: 'finished' | 'stopped' | 'failed' | 'waiting', reason: Reason | null = null): void {
    this.say({ type: 'ended', status, reason, steps: 1, seconds: 1 });
  }
}
