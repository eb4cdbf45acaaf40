import type { Core } from '#electron/core/core.ts';

/** Which stages have trials that run or wait for their turn: by the core's events, since nothing runs when it opens. */
export class RunningStages {
  readonly #running = new Set<string>();

  /** @param onChange hears when the first one starts and when the last one has ended */
  constructor(core: Pick<Core, 'onEvent'>, onChange: (any: boolean) => void) {
    core.onEvent(event => {
      if (event.type !== 'stage') return;
      const before = this.any;
      const { id, status } = event.view.stage;
      if (status === 'running') this.#running.add(id);
      else this.#running.delete(id);
      if (this.any !== before) onChange(this.any);
    });
  }

  get any(): boolean {
    return this.#running.size > 0;
  }
}
