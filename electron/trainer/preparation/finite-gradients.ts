import type { Batch, Engine, EngineState } from '../engines/engine.ts';

/** So small that the step itself takes no weight out of range; a gradient that is infinite or NaN shows all the same. */
const TINY_RATE = 1e-6;

/**
 * Names of the parameters whose update by a batch's gradient is not finite, or what the optimizer remembers of it isn't. The
 * engine takes one step.
 */
export async function notFiniteUpdates(engine: Engine, batch: Batch): Promise<string[]> {
  await engine.step(batch, TINY_RATE, false);
  const { parameters, slots } = await engine.state();
  return Object.keys(parameters).filter(name => {
    const arrays = [parameters, ...Object.values(slots)].map((byName: EngineState['parameters']) => byName[name]);
    return !arrays.every(values => values?.every(Number.isFinite));
  });
}
