import { z } from 'zod';
import type { Core } from '#electron/core/core.ts';
import type { BridgeAnswer } from '#shared/contract/bridge.ts';
import { refusalOf } from '#shared/contract/refusal.ts';
import { ASK } from './channels.ts';
import type { Ipc, IpcEvent } from './electron-api.ts';
import { placeOf } from './origins.ts';

/**
 * Handles one kind of message from the page. Each message's sender and shape are checked: only the main frame of the
 * page may speak, and only in the shape given.
 */
function handleFromPage<T>(
  ipc: Ipc,
  channel: string,
  shape: z.ZodType<T>,
  handler: (message: T) => Promise<BridgeAnswer>,
): void {
  ipc.handle(channel, async (event, ...args): Promise<BridgeAnswer> => {
    if (!isPage(event)) throw new Error('refused: not a message of the page');
    const message = shape.safeParse(args);
    if (message.success) return handler(message.data);
    return { refusal: { key: 'error.request.invalid', values: { detail: z.prettifyError(message.error) } } };
  });
}

const isPage = ({ senderFrame }: IpcEvent): boolean =>
  senderFrame !== null && senderFrame.parent === null && placeOf(senderFrame.url) === 'page';

const Question = z.tuple([z.string().max(100), z.unknown()]);

/** Answers the page's requests of the contract. */
export function answerPage(ipc: Ipc, core: Pick<Core, 'handle'>): void {
  handleFromPage(ipc, ASK, Question, async ([name, input]) => {
    try {
      return { output: await core.handle(name, input) };
    } catch (error) {
      return { refusal: refusalOf(error) };
    }
  });
}
