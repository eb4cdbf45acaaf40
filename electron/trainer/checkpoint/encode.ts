import type { KeptEvaluation } from '#shared/method/curves/evaluations.ts';
import type { EngineState } from '../engines/engine.ts';
import type { Checkpoint } from './checkpoint.ts';
import {
  align,
  BEGINNING,
  type BestHeader,
  type CheckpointHeader,
  EVALUATION_SLOTS,
  MAGIC,
  MAGIC_BEST,
} from './layout.ts';

/** A checkpoint as bytes, in the layout of `layout.ts`; the arrays are copied. */
export function encodeCheckpoint({ engine, evaluations, ...rest }: Checkpoint): Uint8Array<ArrayBuffer> {
  const { before, last, best, byMetric } = evaluations;
  const other = byMetric?.best?.step === best?.step ? null : byMetric?.best;
  const arrays = arraysOf({
    parameters: engine.parameters,
    slots: {
      ...engine.slots,
      [EVALUATION_SLOTS.last]: last?.kept ?? {},
      [EVALUATION_SLOTS.best]: best?.kept ?? {},
      [EVALUATION_SLOTS.byMetric]: other?.kept.weights ?? {},
    },
  });
  const header: CheckpointHeader = {
    ...rest,
    evaluations: {
      before,
      last: last && { step: last.step, loss: last.loss },
      best: best && { step: best.step, loss: best.loss, level: best.level },
      ...(byMetric && {
        byMetric: {
          before: byMetric.before,
          last: byMetric.last && byValue(byMetric.last),
          best: byMetric.best && byValue(byMetric.best),
        },
      }),
    },
    updates: engine.updates,
    dropout: engine.dropout,
    arrays: arrays.map(({ slot, parameter, values }) => ({ slot, parameter, length: values.length })),
  };
  return packed(MAGIC, header, arrays);
}

/** Without its weights, and by its metric's value beside its loss. */
const byValue = <E extends KeptEvaluation<{ loss: number }>>({ kept, loss: value, ...rest }: E) => ({
  ...rest,
  value,
  loss: kept.loss,
});

/** The weights of an evaluation as bytes, in the same layout. */
export function encodeBest({ step, loss, kept }: KeptEvaluation<EngineState['parameters']>): Uint8Array<ArrayBuffer> {
  const arrays = arraysOf({ parameters: kept, slots: {} });
  const header: BestHeader = {
    step,
    loss,
    arrays: arrays.map(({ parameter, values }) => ({ parameter, length: values.length })),
  };
  return packed(MAGIC_BEST, header, arrays);
}

function packed(magic: string, header: object, arrays: readonly { values: Float32Array }[]): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const start = align(BEGINNING + json.length);
  const bytes = new Uint8Array(start + arrays.reduce((sum, { values }) => sum + align(values.byteLength), 0));
  bytes.set(new TextEncoder().encode(magic));
  new DataView(bytes.buffer).setUint32(magic.length, start - BEGINNING, true);
  bytes.fill(0x20, BEGINNING, start).set(json, BEGINNING);
  let at = start;
  for (const { values } of arrays) {
    new Float32Array(bytes.buffer, at, values.length).set(values);
    at += align(values.byteLength);
  }
  return bytes;
}

const arraysOf = ({ parameters, slots }: Pick<EngineState, 'parameters' | 'slots'>) =>
  [[null, parameters] as const, ...Object.entries(slots)].flatMap(([slot, byName]) =>
    Object.entries(byName).map(([parameter, values]) => ({ slot, parameter, values })),
  );
