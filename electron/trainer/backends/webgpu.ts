import * as tf from '@tensorflow/tfjs-core';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Device } from '#shared/domain/machine.ts';
import { createTensorEngine } from '../engines/tensor/tensor-engine.ts';
import type { Host } from '../host.ts';
import type { Backend, LoadBackend } from './backend.ts';
import { DeviceWatch } from './device-watch.ts';
import { chooseTensorBackend } from './tensor-backend.ts';
import { keepOrderOfSums } from './webgpu-order.ts';

/** WebGPU: the graphics card of any vendor. */
export const loadWebgpu: LoadBackend = async host => {
  ready ??= start(host);
  try {
    const backend = await ready;
    await chooseTensorBackend('webgpu');
    return backend;
  } catch (error) {
    ready = null;
    throw error;
  }
};

/** TensorFlow.js has one WebGPU backend, which keeps its device until that fails. */
let ready: Promise<Backend> | null = null;

async function start(host: Host): Promise<Backend> {
  const adapter = await host.requestAdapter();
  const device = await adapter.requestDevice({ requiredLimits: limitsOf(adapter) });
  const watch = new DeviceWatch();
  const fail = (failure: Refusal): void => {
    ready = null;
    watch.fail(failure);
  };
  void device.lost.then(({ message, reason }) => {
    fail(new Refusal('reason.failed.deviceLost', { detail: message || reason }));
  });
  device.addEventListener('uncapturederror', ({ error }) => fail(failureOf(error)));
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  // In place of the library's own, which asks for an adapter by itself and hides why it got none.
  tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info));
  keepOrderOfSums();
  return { device: nameOf(adapter), createEngine: async trainee => watch.guard(createTensorEngine(trainee)) };
}

/** An error of the card; the first line says what, the others where in the program. */
function failureOf(error: GPUError): Refusal {
  const [detail = ''] = error.message.split('\n');
  const isMemory = error instanceof GPUOutOfMemoryError || /exceeds the max/.test(detail);
  return new Refusal(isMemory ? 'reason.failed.memory' : 'reason.failed.training', { detail });
}

/** All that the adapter has of what kernels may need: what isn't asked for is held at WebGPU's least. */
function limitsOf({ limits }: GPUAdapter): Record<string, number> {
  const names = [
    'maxBufferSize',
    'maxStorageBufferBindingSize',
    'maxComputeInvocationsPerWorkgroup',
    'maxComputeWorkgroupSizeX',
    'maxComputeWorkgroupStorageSize',
    'maxComputeWorkgroupsPerDimension',
  ] as const;
  return Object.fromEntries(names.map(name => [name, limits[name]]));
}

function nameOf({ info }: GPUAdapter): Device {
  const { description, device, vendor, architecture, isFallbackAdapter } = info;
  // A page learns less about the card than a program.
  return { name: description || device || `${vendor} ${architecture}`.trim(), software: isFallbackAdapter };
}
