import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { machineFacts } from '#electron/core/machine.ts';

const FIELDS = [
  'name',
  'driver_version',
  'memory.total',
  'memory.used',
  'power.limit',
  'clocks.max.sm',
  'temperature.gpu',
];

/** What NVIDIA's driver says of its cards, a record each; none where there is no such driver. */
export async function nvidiaCards(): Promise<Record<string, string>[]> {
  try {
    const args = [`--query-gpu=${FIELDS.join(',')}`, '--format=csv,noheader'];
    const { stdout } = await promisify(execFile)('nvidia-smi', args, { timeout: 5000 });
    return stdout
      .trim()
      .split('\n')
      .map(line => Object.fromEntries(line.split(',').map((value, i) => [FIELDS[i] ?? '', value.trim()])));
  } catch {
    return [];
  }
}

/** Processor, cores, memory, system and Node. */
export function processorFacts() {
  const { cpu, cores, memoryBytes, platform } = machineFacts();
  return { cpu, cores, memoryGiB: memoryBytes / 2 ** 30, platform, node: process.version };
}
