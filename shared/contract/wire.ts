import { decode, ExtensionCodec, encode } from '@msgpack/msgpack';
import { z } from 'zod';
import { CoreEvent } from './events.ts';
import { RefusalRecord } from './refusal.ts';
import { REQUESTS, type RequestName } from './requests.ts';

/** Where the server takes WebSockets. */
export const SOCKET_PATH = '/socket';

/** 32 random bytes that the page made, in base64url; only it and the server know them. */
const Secret = z.string().regex(/^[\w-]{43}$/);

/**
 * The page's first message: the secret of its session; or the token of an invitation, with the secret of the session that is to begin by
 * it. The page makes that secret and notes it first, so that nothing is lost where it is loaded anew before the answer comes.
 */
export const Hello = z.object({
  hello: z.object({
    secret: Secret.optional(),
    invitation: z.object({ token: z.string().max(200), secret: Secret }).optional(),
  }),
});
export type Hello = z.infer<typeof Hello>;

/** The server's answer to a hello that it takes: whether by the session's secret, or by the invitation. */
export const Welcome = z.object({ welcome: z.enum(['known', 'invited']) });
export type Welcome = z.infer<typeof Welcome>;

/**
 * With which code the server closes a connection. `notWelcome`: neither secret nor token are of this server's run; only a new
 * invitation helps. `late`: no hello came. `busy`: too many connections; a later attempt may do. `tooMuch`: more was asked than is
 * answered.
 */
export const CLOSED = { notWelcome: 4401, late: 4408, tooMuch: 4429, busy: 1013 } as const;

/** The header of a request beside the WebSocket that carries the session's secret. */
export const SESSION_HEADER = 'descent-session';

/** `POST` here, with the session's secret: an invitation for another browser. */
export const INVITE_PATH = '/invite';
export const Invitation = z.object({ url: z.string(), minutes: z.number() });
export type Invitation = z.infer<typeof Invitation>;

/** What stands in an address before a token: a fragment, which no browser sends anywhere. */
export const INVITE_FRAGMENT = '#invite=';

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
export const pack = (message: ClientMessage | CoreMessage | Hello | Welcome): Uint8Array<ArrayBuffer> =>
  encode(message, { extensionCodec: codec, ignoreUndefined: true });

/**
 * The bytes of a frame as a value; its shape is for the receiver to check. `longest` bounds every array and map: the
 * decoder allocates what a header announces, so a few bytes from a stranger could otherwise take all memory.
 * @throws RangeError or Error where the bytes are no MessagePack.
 */
export const unpack = (bytes: Uint8Array, longest = bytes.length): unknown =>
  decode(bytes, { extensionCodec: codec, maxArrayLength: longest, maxMapLength: longest });
