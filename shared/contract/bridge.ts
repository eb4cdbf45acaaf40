import type { RefusalRecord } from './refusal.ts';

/** What became of a request on its way through the desktop's bridge, where a thrown error would lose all but its text. */
export type BridgeAnswer = { output: unknown } | { refusal: RefusalRecord };

/**
 * What the desktop's preload script puts at `window.descent`; absent in a browser, where the page speaks
 * `wire.ts` over a WebSocket at `SOCKET_PATH` instead.
 */
export interface DesktopBridge {
  /** One request of the contract; name and input are checked on the other side. Never rejects. */
  ask(name: string, input: unknown): Promise<BridgeAnswer>;
  /** Hears every `CoreEvent` until the returned function is called. */
  onEvent(listener: (event: unknown) => void): () => void;
  /** The absolute path of a file or folder that was dropped on the page; '' where it has none. */
  pathOf(file: File): string;
}
