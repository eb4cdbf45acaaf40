import { decode, ExtensionCodec, encode } from '@msgpack/msgpack';
import { z } from 'zod';
import { CoreEvent } from './events.ts';
import { RefusalRecord } from './refusal.ts';
import { REQUESTS, type RequestName } from './requests.ts';

/** Where the server takes WebSockets. */
export const SOCKET_PATH = '/socket';

/** Interface to core. */
export const ClientMessage = z.object({
  id: z.number().int().min(0),
  name: z.enum(Object.keys(REQUESTS) as [RequestName, ...RequestName[]]),
  input: z.unknown(),
});
export type ClientMessage = z.infer<typeof ClientMessage>;

/** Core to interface: the answer to a request. */
export const CoreAnswer = z.union([
  z.object({ id: z.number().int(), output: z.unknown() }),
  z.object({ id: z.number().int(), refusal: RefusalRecord }),
]);

/** Core to interface: the answer to a request, or an event. */
export const CoreMessage = z.union([CoreAnswer, z.object({ event: CoreEvent })]);
export type CoreMessage = z.infer<typeof CoreMessage>;

// MessagePack keeps NaN and infinities (JSON does not); Float64Array travels as extension 1, little-endian.
const codec = new ExtensionCodec();
codec.register({
  type: 1,
  encode: value =>
    value instanceof Float64Array ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : null,
  // A copy: the bytes may stand at any offset, and the slice of a Node Buffer would share its memory.
  decode: bytes => new Float64Array(new Uint8Array(bytes).buffer),
});

/** One message as the bytes of a WebSocket frame. */
export const pack = (message: ClientMessage | CoreMessage): Uint8Array<ArrayBuffer> =>
  encode(message, { extensionCodec: codec, ignoreUndefined: true });

/**
 * The bytes of a frame as a value; its shape is for the receiver to check. `longest` bounds every array and map: the
 * decoder allocates what a header announces, so a few bytes from a stranger could otherwise take all memory.
 * @throws RangeError or Error where the bytes are no MessagePack.
 */
export const unpack = (bytes: Uint8Array, longest = bytes.length): unknown =>
  decode(bytes, { extensionCodec: codec, maxArrayLength: longest, maxMapLength: longest });
