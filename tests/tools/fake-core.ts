import type { Core } from '#electron/core/core.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Ask } from '#shared/contract/requests.ts';

/** A core for tests of the shells: it answers what it is told to answer, and emits what it is told to emit. */
export class FakeCore implements Core {
  readonly asked: { name: string; input: unknown }[] = [];
  readonly #answers: Record<string, unknown>;
  readonly #listeners = new Set<(event: CoreEvent) => void>();
  address = '';
  closed = 0;

  constructor(answers: Record<string, unknown> = {}) {
    this.#answers = answers;
  }

  async handle(name: string, input: unknown): Promise<unknown> {
    this.asked.push({ name, input });
    const answer = this.#answers[name];
    if (answer instanceof Error) throw answer;
    if (answer === undefined) throw new Refusal('error.request.invalid', { detail: name });
    return answer;
  }

  readonly ask = ((name: string, input: unknown) => this.handle(name, input)) as Ask;

  addCommand(): Promise<never> {
    return Promise.reject(new Refusal('error.request.invalid', { detail: 'addCommand' }));
  }

  onEvent(listener: (event: CoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: CoreEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  setAddress(address: string): void {
    this.address = address;
  }

  async close(): Promise<void> {
    this.closed++;
  }
}
