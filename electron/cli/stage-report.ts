import type { StageView } from '#shared/contract/requests.ts';
import { questionOf } from '#shared/method/stages/definitions.ts';
import { batchMomentumAdvice, pointTable } from './batch-momentum-report.ts';
import { plainReport } from './commands/stage.ts';
import { advice as decayAdvice, decayIn, pairTables } from './decay-report.ts';
import { finalText } from './final-report.ts';
import { candidateTable, advice as ladderAdvice } from './ladder-report.ts';
import { pairsTable, pointsTable, regularisationAdvice, regularisationIn } from './regularisation-report.ts';

/** What a stage tells, whatever its kind: its trials as a table, what is recommended, and why. */
export function stageReport(view: StageView): string {
  const { kind } = view.stage;
  if (questionOf({ kind }) === 'learningRate') return `${candidateTable(view)}\n\n${ladderAdvice(view, null)}`;
  if (kind === 'batchMomentum') return `${pointTable(view)}\n\n${batchMomentumAdvice(view)}`;
  if (kind === 'decay') return `${pairTables(decayIn(view))}\n\n${decayAdvice(view)}`;
  if (kind === 'finalRuns') return finalText(view);
  if (kind === 'regularisation') {
    const answer = regularisationIn(view);
    const tables = [pointsTable(answer), pairsTable(answer)].filter(table => table !== null);
    return [...tables, regularisationAdvice(view)].join('\n\n');
  }
  return plainReport(view);
}
