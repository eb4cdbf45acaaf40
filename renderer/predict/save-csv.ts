import { Refusal } from '#shared/contract/refusal.ts';
import type { Ask } from '#shared/contract/requests.ts';
import type { Prediction } from '#shared/domain/prediction.ts';
import { download } from '../chart/export.ts';

/** Bytes of a file that a page puts together, at most: it holds them in memory. */
const MOST_BYTES = 2 ** 28;

/**
 * Fetches a prediction's CSV piece by piece and has the browser save it.
 * @throws Refusal where it is too large for a page, or not kept any more
 */
export async function saveCsv(ask: Ask, { id, source, bytes }: Prediction): Promise<void> {
  if (bytes > MOST_BYTES) throw new Refusal('predict.page.tooLarge', { limit: MOST_BYTES / 2 ** 20 });
  const pieces: string[] = [];
  for (let from: number | null = 0; from !== null; ) {
    const piece: { text: string; next: number | null } = await ask('predictions.csv', { id, from });
    pieces.push(piece.text);
    from = piece.next;
  }
  download(new Blob(pieces, { type: 'text/csv;charset=utf-8' }), `${nameOf(source)}-predictions.csv`);
}

/** Of `/data/new.csv`: new. */
const nameOf = (source: string): string =>
  (source.split(/[\\/]/).findLast(part => part !== '') ?? 'rows').replace(/\.[^.]*$/, '');
