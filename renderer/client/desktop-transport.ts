import type { DesktopBridge } from '#shared/contract/bridge.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Input, Output, RequestName } from '#shared/contract/requests.ts';
import { type Connection, checkedEvent, checkedOutput, type PageEvent, type Transport } from './transport.ts';

/** The desktop's way to the core: its preload's bridge, which is there as long as the window is. */
export class DesktopTransport implements Transport {
  readonly #bridge: DesktopBridge;

  constructor(bridge: DesktopBridge) {
    this.#bridge = bridge;
  }

  ask = async <N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const answer = await this.#bridge.ask(name, input);
    if ('refusal' in answer) throw new Refusal(answer.refusal.key, answer.refusal.values);
    return checkedOutput(name, answer.output);
  };

  onEvent(listener: (event: PageEvent) => void): () => void {
    return this.#bridge.onEvent(event => listener(checkedEvent(event)));
  }

  onConnection(listener: (connection: Connection) => void): () => void {
    listener('open');
    return () => undefined;
  }
}
