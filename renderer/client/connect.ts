import type { DesktopBridge } from '#shared/contract/bridge.ts';
import { SOCKET_PATH } from '#shared/contract/wire.ts';
import { Access } from './access.ts';
import { DesktopTransport } from './desktop-transport.ts';
import { SocketTransport } from './socket-transport.ts';
import type { Transport } from './transport.ts';

declare global {
  interface Window {
    /** Put there by the desktop's preload script. */
    readonly descent?: DesktopBridge;
  }
}

/** The way to the core from this page: the desktop's bridge where there is one, else back to where it came from. */
export function connect(): Transport {
  if (window.descent) return new DesktopTransport(window.descent);
  return new SocketTransport({
    open: () => new WebSocket(`${location.origin.replace(/^http/, 'ws')}${SOCKET_PATH}`),
    access: new Access(),
  });
}
