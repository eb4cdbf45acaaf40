import { TRAINER } from './channels.ts';
import { relay } from './relay.ts';

// The script of the hidden trainer window: a Worker for each port it is given.
addEventListener('message', ({ source, data, ports: [port] }) => {
  if (source !== window || data !== TRAINER || !port) return;
  relay(new Worker(new URL('../trainer/entry/worker.ts', import.meta.url), { type: 'module' }), port);
});
