import type { IncomingMessage, ServerResponse } from 'node:http';
import { DROP_PATH, type DropAnswer } from '#shared/contract/drop.ts';
import { refusalOf } from '#shared/contract/refusal.ts';
import type { Drops } from './drops.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
// The address is looked at as it was sent: nobody has resolved dots or decoded signs before.
const ADDRESS = new RegExp(`^${DROP_PATH}(${UUID})(?:/(.+))?$`);

/** Whether a request is about drops; everything below their address is. */
export const isDropRequest = ({ url = '' }: IncomingMessage): boolean => url.startsWith(DROP_PATH);

/**
 * Answers a request about drops that has passed the gate: `PUT` of a file, `DELETE` of a drop.
 * @returns false where it is neither; then nothing was answered.
 */
export async function answerDrop(request: IncomingMessage, response: ServerResponse, drops: Drops): Promise<boolean> {
  const [, id, path] = ADDRESS.exec(request.url ?? '') ?? [];
  if (id === undefined) return false;
  const isRemoval = request.method === 'DELETE' && path === undefined;
  if (!isRemoval && (request.method !== 'PUT' || path === undefined)) return false;
  try {
    if (path === undefined) {
      await drops.discard(id);
      response.writeHead(204).end();
    } else {
      const stored = await drops.put(id, path, request, announcedLength(request));
      reply(response, 201, { path: stored });
    }
  } catch (error) {
    // Whoever went away in the middle hears nothing any more.
    if (request.errored) response.destroy();
    else reply(response, 400, { refusal: refusalOf(error) });
  }
  return true;
}

function announcedLength({ headers }: IncomingMessage): number | null {
  const length = Number(headers['content-length']);
  return Number.isFinite(length) ? length : null;
}

function reply(response: ServerResponse, status: number, answer: DropAnswer): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  // What a refused sender still sends is not waited for.
  if (status !== 201) response.setHeader('Connection', 'close');
  response.writeHead(status).end(JSON.stringify(answer));
}
