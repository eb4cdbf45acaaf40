import { Refusal } from '#shared/contract/refusal.ts';

/**
 * An adapter of Dawn, WebGPU for Node, whose package is optional: not every system has a build of it.
 * @throws Refusal where package or adapter are missing
 */
export async function requestDawnAdapter(): Promise<GPUAdapter> {
  const { create, globals } = await import('webgpu').catch((error: Error) => {
    throw new Refusal('reason.backend.webgpu.noPackage', { detail: firstLine(error.message) });
  });
  Object.assign(globalThis, globals);
  const gpu = create([]);
  Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Refusal('reason.backend.webgpu.noAdapter');
  return adapter;
}

const firstLine = (message: string): string => message.split('\n', 1)[0] as string;
