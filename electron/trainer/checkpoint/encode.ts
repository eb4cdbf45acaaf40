import type { EngineState } from '../engines/engine.ts';
import type { Checkpoint } from './checkpoint.ts';
import { align, BEGINNING, type CheckpointHeader, MAGIC } from './layout.ts';

/** A checkpoint as bytes, in the layout of `layout.ts`; the arrays are copied. */
export function encodeCheckpoint({ engine, ...rest }: Checkpoint): Uint8Array<ArrayBuffer> {
  const arrays = arraysOf(engine);
  const header: CheckpointHeader = {
    ...rest,
    updates: engine.updates,
    dropout: engine.dropout,
    arrays: arrays.map(({ slot, parameter, values }) => ({ slot, parameter, length: values.length })),
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const start = align(BEGINNING + json.length);
  const bytes = new Uint8Array(start + arrays.reduce((sum, { values }) => sum + align(values.byteLength), 0));
  bytes.set(new TextEncoder().encode(MAGIC));
  new DataView(bytes.buffer).setUint32(MAGIC.length, start - BEGINNING, true);
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
