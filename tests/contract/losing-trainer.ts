import { nodeHost } from '#electron/trainer/entry/node-host.ts';
import { createSession } from '#electron/trainer/session.ts';

/* A trainer process whose card is lost as soon as its first points are under way. */

let device: GPUDevice | undefined;
const session = createSession(
  {
    ...nodeHost,
    requestAdapter: async () => {
      const adapter = await nodeHost.requestAdapter();
      const { requestDevice } = adapter;
      adapter.requestDevice = async descriptor => {
        device = await requestDevice.call(adapter, descriptor);
        return device;
      };
      return adapter;
    },
  },
  message => {
    process.send?.(message);
    if (message.type === 'metrics') device?.destroy();
  },
);
process.on('message', session.receive);
process.on('disconnect', () => process.exit());
