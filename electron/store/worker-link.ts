import { Worker } from 'node:worker_threads';
import { Refusal } from '#shared/contract/refusal.ts';
import { isHomeLoss } from './home-guard.ts';
import { OPENING, type Operation, type Operations, type Reply, type Request, type WorkerOptions } from './protocol.ts';
import type { PackedPoints } from './rows/points.ts';

/** The core's end of the store's thread: requests out, replies matched to them. */
export class WorkerLink {
  /** Resolves when the database is open. */
  readonly opened: Promise<unknown>;
  private readonly worker: Worker;
  private readonly waiting = new Map<number, PromiseWithResolvers<unknown>>();
  private readonly ended: Promise<void>;
  private nextId = OPENING;
  private over: Error | null = null;
  /** See `Store.lost`. */
  readonly lost: Promise<Refusal>;
  private tellLoss: (loss: Refusal) => void;
  private closing: Promise<void> | null = null;

  constructor(path: URL | string, options: WorkerOptions) {
    ({ promise: this.lost, resolve: this.tellLoss } = Promise.withResolvers<Refusal>());
    // The worker needs none of the flags this thread was started with, whatever a test runner put there.
    this.worker = new Worker(path, { workerData: options, execArgv: [], name: 'store' });
    this.worker.on('message', (reply: Reply) => this.settle(reply));
    this.worker.on('error', error => this.end(error));
    this.ended = new Promise(resolve => {
      this.worker.on('exit', () => {
        this.end(new Error('The store is closed'));
        resolve();
      });
    });
    this.opened = this.expect(id => id);
  }

  call<O extends Operation>(
    name: O,
    ...parameters: Parameters<Operations[O]>
  ): Promise<Awaited<ReturnType<Operations[O]>>> {
    return this.expect(id => this.post({ id, name, parameters })) as Promise<Awaited<ReturnType<Operations[O]>>>;
  }

  /** The points' buffers go over to the worker. */
  async append(points: PackedPoints): Promise<void> {
    const buffers = points.batches.map(batch => batch.data.buffer);
    await this.expect(id => this.post({ id, name: 'appendPoints', points }, buffers));
  }

  /** Commits what waits, closes the database, and ends the thread. Safe to call twice. */
  close(): Promise<void> {
    this.closing ??= (this.over ? Promise.resolve() : this.call('close')).then(() => this.ended);
    return this.closing;
  }

  private post(request: Request, buffers: ArrayBuffer[] = []): void {
    this.worker.postMessage(request, buffers);
  }

  private async expect(send: (id: number) => void): Promise<unknown> {
    if (this.over) throw this.over;
    const answer = Promise.withResolvers<unknown>();
    const id = this.nextId++;
    send(id);
    this.waiting.set(id, answer);
    return answer.promise;
  }

  private settle(reply: Reply): void {
    const answer = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if ('value' in reply) answer?.resolve(reply.value);
    else if ('refusal' in reply) {
      const refusal = new Refusal(reply.refusal.key, reply.refusal.values);
      if (isHomeLoss(refusal)) this.tellLoss(refusal);
      answer?.reject(refusal);
    } else answer?.reject(reply.error);
  }

  private end(error: Error): void {
    this.over ??= error;
    for (const answer of this.waiting.values()) answer.reject(this.over);
    this.waiting.clear();
  }
}
