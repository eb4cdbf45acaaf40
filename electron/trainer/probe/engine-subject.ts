import type { ProbeSubject } from '#shared/method/probe/race.ts';
import type { Batch, Engine, EngineState } from '../engines/engine.ts';
import type { ProbeData } from './probe-data.ts';

/**
 * The rate at which the direction of a step is taken. Δw is proportional to the rate, and a large one makes w's own rounding small
 * beside it.
 */
const DIRECTION_RATE = 1000;

/** A network on an engine as a subject of the probe. */
export function engineSubject(
  engine: Engine,
  data: ProbeData,
  snapshot: EngineState,
  nextTurn: () => Promise<void>,
): ProbeSubject<EngineState> {
  let direction: EngineState['parameters'] | null = null;

  const meanLoss = async (batches: readonly Batch[]): Promise<number> => {
    let total = 0;
    let rows = 0;
    for (const batch of batches) {
      total += (await engine.evaluate(batch)).loss * batch.rows;
      rows += batch.rows;
      await nextTurn();
    }
    return total / rows;
  };

  /** Δw / rate of the first batch's step. */
  const directionOf = async (): Promise<EngineState['parameters']> => {
    engine.restore(snapshot);
    await engine.step(data.batch(0), DIRECTION_RATE, false);
    const { parameters } = await engine.state();
    return mapped(parameters, (values, name) => {
      const from = snapshot.parameters[name] as Float32Array;
      return values.map((value, i) => (value - (from[i] as number)) / DIRECTION_RATE);
    });
  };

  return {
    save: () => engine.state(),
    restore: async saved => engine.restore(saved),
    step: async (number, learningRate) => {
      const figures = await engine.step(data.batch(number), learningRate, true);
      await nextTurn();
      return figures;
    },
    lossAlong: async rate => {
      direction ??= await directionOf();
      const along = direction;
      const parameters = mapped(snapshot.parameters, (values, name) => {
        const by = along[name] as Float32Array;
        return values.map((value, i) => value + rate * (by[i] as number));
      });
      engine.restore({ ...snapshot, parameters });
      const { loss } = await engine.evaluate(data.batch(0));
      await nextTurn();
      return loss;
    },
    unseenLoss: () => meanLoss(data.unseen),
    seenLoss: () => meanLoss(data.seen),
  };
}

const mapped = (
  parameters: EngineState['parameters'],
  make: (values: Float32Array, name: string) => Float32Array,
): EngineState['parameters'] =>
  Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, make(values, name)]));
