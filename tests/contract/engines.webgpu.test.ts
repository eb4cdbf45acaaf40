import { describe, expect, it } from 'vitest';
import { loadBackend } from '#electron/trainer/backends/load-backend.ts';
import type { Engine, Trainee } from '#electron/trainer/engines/engine.ts';
import { createKernelEngine } from '#electron/trainer/engines/kernel/kernel-engine.ts';
import { nodeHost } from '#electron/trainer/entry/node-host.ts';
import { cardIsThere } from './card.ts';
import { batchOf, NETWORKS, ROWS, run, runAll, trainee } from './engine-networks.ts';
import { expectClose } from './expect-close.ts';

const engineOnCard = async (choice: Trainee, inputs: number): Promise<Engine> =>
  (await loadBackend('webgpu', nodeHost)).createEngine(choice, ROWS, inputs);

it.skipIf(!cardIsThere)('the engine on WebGPU agrees with the kernels', async () => {
  const kernels = await runAll(createKernelEngine);
  const card = await runAll((choice, _, inputs) => engineOnCard(choice, inputs));
  for (const [name, numbers] of Object.entries(kernels)) expectClose(card[name] ?? [], numbers, name);
});

describe.skipIf(!cardIsThere).each(Object.entries(NETWORKS))('the engine on WebGPU, %s', (_, network) => {
  const { layers, inputs, tokens } = network;
  const batches = [1, 2].map(seed => batchOf(inputs, tokens, seed));

  it('goes on from a copy of its state as if it had never stopped', async () => {
    const engine = await engineOnCard(trainee(layers), inputs);
    await run(engine, batches);
    const copy = await engineOnCard(trainee(layers), inputs);
    copy.restore(await engine.state());
    expect(await run(copy, batches)).toEqual(await run(engine, batches));
    engine.dispose();
    copy.dispose();
  });
});

/** A network whose sums are longer than the library likes to leave in one piece. */
const WIDE = 2200;

it.skipIf(!cardIsThere)('sums in the same order every time, however long', async () => {
  const choice = trainee([{ kind: 'dense', name: 'output', inputs: WIDE, outputs: 40, relu: false }]);
  const batch = batchOf(WIDE, false, 1);
  const once = async () => {
    const engine = await engineOnCard(choice, WIDE);
    const { loss } = await engine.step(batch, 0.05, false);
    const { parameters } = await engine.state();
    engine.dispose();
    return { loss, parameters };
  };
  const first = await once();
  for (let i = 0; i < 5; i++) expect(await once()).toEqual(first);
});
