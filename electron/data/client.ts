import { type Child, errorSummary } from '#electron/hosts/hosts.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { DataReport } from '#shared/domain/data-report.ts';
import type { DataChoice, PreparedDataset } from '#shared/domain/dataset.ts';
import { FromReader, type ToReader } from './protocol.ts';

/** What a reader process found. */
export interface ReadData {
  dataset: PreparedDataset;
  report: DataReport;
}

/**
 * Has a reader process prepare a data set; the core's side of `protocol.ts`. The child is ended afterwards, or given back where it is lent.
 * @param child a reader that was just started, or that is free.
 * @param source a path or `sample:…`.
 * @param choice what the person said about it; {} detects everything.
 * @param home Descent's home folder, where the prepared file goes.
 * @param onProgress hears how far it has come, 0 to 1.
 * @param gone aborted where nobody wants it any more: then the child is ended.
 * @param fold of cross-validation, whose rows are wanted; null: the data as it is divided.
 * @throws Refusal where the source can't be used or the reader is lost.
 */
export function readData(
  child: Child,
  source: string,
  choice: DataChoice,
  home: string,
  onProgress: (done: number) => void = () => {},
  gone?: AbortSignal,
  fold: number | null = null,
): Promise<ReadData> {
  const answer = new Promise<ReadData>((resolve, reject) => {
    gone?.addEventListener('abort', () => reject(new Refusal('error.request.gone')));
    const lost = (detail: string) => reject(new Refusal('error.data.readerLost', { source, detail }));
    child.onMessage(message => {
      const parsed = FromReader.safeParse(message);
      if (!parsed.success) return lost(parsed.error.message);
      const said = parsed.data;
      if (said.type === 'progress') onProgress(said.done);
      else if (said.type === 'prepared') resolve({ dataset: said.dataset, report: said.report });
      else reject(new Refusal(said.key, said.values));
    });
    child.onExit(detail => lost(errorSummary(detail)));
  });
  child.send({ type: 'prepare', source, choice, fold, home } satisfies ToReader);
  return answer.finally(() => child.kill());
}
