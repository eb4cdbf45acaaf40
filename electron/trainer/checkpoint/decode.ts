import { Refusal } from '#shared/contract/refusal.ts';
import type { EngineState } from '../engines/engine.ts';
import type { Checkpoint } from './checkpoint.ts';
import { align, BEGINNING, CheckpointHeader, MAGIC } from './layout.ts';

/**
 * A checkpoint from its bytes. Its arrays may be views into them.
 * @throws Refusal where the bytes are no whole checkpoint
 */
export function decodeCheckpoint(given: Uint8Array): Checkpoint {
  // Views need aligned offsets; a Buffer from a pool or a file may start anywhere.
  const bytes = given.byteOffset % 8 === 0 ? given : new Uint8Array(given);
  const { start, header } = headerOf(bytes);
  const { step, seconds, order, recent, divergence, updates, dropout, arrays } = header;
  const parameters: EngineState['parameters'] = {};
  const slots: EngineState['slots'] = {};
  let at = start;
  for (const { slot, parameter, length } of arrays) {
    if (at + 4 * length > bytes.length) throw unusable('its end is missing');
    const values = new Float32Array(bytes.buffer as ArrayBuffer, bytes.byteOffset + at, length);
    at += align(4 * length);
    if (slot === null) parameters[parameter] = values;
    else slots[slot] = { ...slots[slot], [parameter]: values };
  }
  return { step, seconds, order, recent, divergence, engine: { parameters, slots, updates, dropout } };
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

function headerOf(bytes: Uint8Array): { start: number; header: CheckpointHeader } {
  if (bytes.length < BEGINNING || new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC)
    throw unusable('it does not begin like one');
  const start = BEGINNING + new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length, true);
  if (start > bytes.length) throw unusable('its end is missing');
  try {
    const json = new TextDecoder().decode(bytes.subarray(BEGINNING, start));
    return { start, header: CheckpointHeader.parse(JSON.parse(json)) };
  } catch (error) {
    throw unusable(error instanceof Error ? error.message : String(error));
  }
}

const unusable = (detail: string): Refusal => new Refusal('reason.failed.checkpoint', { detail });
