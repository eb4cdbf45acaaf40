import type { DesktopBridge } from '#shared/contract/bridge.ts';
import { SOCKET_PATH } from '#shared/contract/wire.ts';
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
    stillKnown: async () => {
      try {
        return (await fetch('/', { method: 'HEAD', cache: 'no-store' })).status !== 403;
      } catch {
        // No answer says nothing about us: the core may be starting again.
        return true;
      }
    },
  });
}
