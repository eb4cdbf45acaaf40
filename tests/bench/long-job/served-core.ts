import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { Sockets } from '#electron/server/sockets.ts';

/*
 * A core in a process of its own, which speaks to pages as the server does, without the gate before it. Each message over IPC asks how long
 * its event loop was held up since the last one, and what memory it takes; when the other side goes, it ends.
 */

const core = await openCore({ home: process.argv[2] ?? '', hosts: nodeHosts(), version: 'bench', measure: false });
const sockets = new Sockets(core);
const server = createServer();
server.on('upgrade', (request, socket, head) => sockets.accept(request, socket, head, () => 'known'));
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
process.on('message', () => {
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send?.({ p99: delay.percentile(99) / 1e6, max: delay.max / 1e6, heapUsed, external, rss });
  delay.reset();
});
process.on('disconnect', async () => {
  sockets.close();
  await core.close();
  process.exit();
});
