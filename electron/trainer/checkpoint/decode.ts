import type { ZodType } from 'zod';
import { Refusal } from '#shared/contract/refusal.ts';
import type { KeptEvaluation } from '#shared/method/curves/evaluations.ts';
import type { EngineState } from '../engines/engine.ts';
import type { Checkpoint } from './checkpoint.ts';
import { align, BEGINNING, BestHeader, CheckpointHeader, EVALUATION_SLOTS, MAGIC, MAGIC_BEST } from './layout.ts';

/**
 * A checkpoint from its bytes. Its arrays may be views into them.
 * @throws Refusal where the bytes are no whole checkpoint
 */
export function decodeCheckpoint(given: Uint8Array): Checkpoint {
  // Views need aligned offsets; a Buffer from a pool or a file may start anywhere.
  const bytes = given.byteOffset % 8 === 0 ? given : new Uint8Array(given);
  const { start, header } = headerOf(bytes, MAGIC, CheckpointHeader);
  const { step, seconds, order, recent, divergence, updates, dropout, arrays, evaluations } = header;
  const parameters: EngineState['parameters'] = {};
  const slots: EngineState['slots'] = {};
  for (const { slot, parameter, values } of arraysIn(bytes, start, arrays)) {
    if (slot === null) parameters[parameter] = values;
    else slots[slot] = { ...slots[slot], [parameter]: values };
  }
  const { last: lastSlot, best: bestSlot, byMetric: metricSlot } = EVALUATION_SLOTS;
  const { [lastSlot]: ofLast = {}, [bestSlot]: ofBest = {}, [metricSlot]: ofMetric, ...ofOptimizer } = slots;
  const { before, last, best, byMetric } = evaluations;
  return {
    ...{ step, seconds, order, recent, divergence },
    engine: { parameters, slots: ofOptimizer, updates, dropout },
    evaluations: {
      before,
      last: last && { ...last, kept: ofLast },
      best: best && { ...best, kept: ofBest },
      ...(byMetric && {
        byMetric: {
          before: byMetric.before,
          last: byMetric.last && weighed(byMetric.last, ofLast),
          best: byMetric.best && weighed(byMetric.best, ofMetric ?? ofBest),
        },
      }),
    },
  };
}

const weighed = <E extends { loss: number; value: number | null }>(
  { loss, value, ...rest }: E,
  weights: EngineState['parameters'],
) => ({
  ...rest,
  loss: value ?? Number.NaN,
  kept: { loss, weights },
});

/**
 * The weights of a best evaluation from their bytes. Its arrays may be views into them.
 * @throws Refusal where the bytes are no whole ones
 */
export function decodeBest(given: Uint8Array): KeptEvaluation<EngineState['parameters']> {
  const bytes = given.byteOffset % 8 === 0 ? given : new Uint8Array(given);
  const { start, header } = headerOf(bytes, MAGIC_BEST, BestHeader);
  const { step, loss, arrays } = header;
  const kept = Object.fromEntries(
    [...arraysIn(bytes, start, arrays)].map(({ parameter, values }) => [parameter, values]),
  );
  return { step, loss, kept };
}

/**
 * Makes sure that a checkpoint is one of this network and optimizer.
 * @param like the state of an engine that is to go on from it
 * @throws Refusal where the names or sizes of its arrays are others
 */
export function checkFits({ parameters, slots }: EngineState, like: EngineState): void {
  compare('parameters', parameters, like.parameters);
  sameNames('slots of the optimizer', slots, like.slots);
  for (const [slot, byName] of Object.entries(like.slots)) compare(slot, slots[slot] ?? {}, byName);
}

function compare(what: string, found: Record<string, Float32Array>, wanted: Record<string, Float32Array>): void {
  sameNames(what, found, wanted);
  for (const [name, { length }] of Object.entries(wanted)) {
    const has = found[name]?.length;
    if (has !== length) throw unusable(`${what}: ${name} has ${has} numbers, not ${length}`);
  }
}

function sameNames(what: string, found: object, wanted: object): void {
  const [has, needs] = [found, wanted].map(o => Object.keys(o).sort().join(', ') || 'none');
  if (has !== needs) throw unusable(`${what}: ${has}, not ${needs}`);
}

/** The arrays behind a header, as views. */
function* arraysIn<A extends { length: number }>(bytes: Uint8Array, start: number, arrays: readonly A[]) {
  let at = start;
  for (const array of arrays) {
    if (at + 4 * array.length > bytes.length) throw unusable('its end is missing');
    yield { ...array, values: new Float32Array(bytes.buffer as ArrayBuffer, bytes.byteOffset + at, array.length) };
    at += align(4 * array.length);
  }
}

function headerOf<H>(bytes: Uint8Array, magic: string, Header: ZodType<H>): { start: number; header: H } {
  if (bytes.length < BEGINNING || new TextDecoder().decode(bytes.subarray(0, magic.length)) !== magic)
    throw unusable('it does not begin like one');
  const start = BEGINNING + new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length, true);
  if (start > bytes.length) throw unusable('its end is missing');
  try {
    const json = new TextDecoder().decode(bytes.subarray(BEGINNING, start));
    return { start, header: Header.parse(JSON.parse(json)) };
  } catch (error) {
    throw unusable(error instanceof Error ? error.message : String(error));
  }
}

const unusable = (detail: string): Refusal => new Refusal('reason.failed.checkpoint', { detail });
