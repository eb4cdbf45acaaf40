import { Refusal } from '#shared/contract/refusal.ts';
import type { Host } from '../host.ts';

async function loadFile(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
  return new Uint8Array(await response.arrayBuffer());
}

/** A message to oneself comes after those that wait already; a timer would be held back by 4 ms. */
function nextTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise(resolve => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

async function requestAdapter(): Promise<GPUAdapter> {
  // Typed as always there; without a secure context or against the browser's list of bad drivers it isn't.
  const gpu = navigator.gpu as GPU | undefined;
  if (!gpu) throw new Refusal('reason.backend.webgpu.notInPage');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Refusal('reason.backend.webgpu.noAdapter');
  return adapter;
}

const loadTensorFlow = async (): Promise<void> => {
  throw new Refusal('reason.backend.cuda.notInPage');
};

/** A trainer in a Web Worker of a page: prepared files are fetched by URL. */
export const workerHost: Host = { loadFile, nextTurn, memoryBytes: () => null, requestAdapter, loadTensorFlow };
