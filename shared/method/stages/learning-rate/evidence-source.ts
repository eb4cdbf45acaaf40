import type { LadderAnswer } from '../../../domain/answer.ts';
import type { DatasetFacts } from '../../../domain/dataset.ts';
import type { Probe } from '../../../domain/probe.ts';
import type { StagePlan } from '../../../domain/project.ts';

/** What a ladder's evidence is made from. */
export interface EvidenceSource {
  plan: Pick<StagePlan, 'base' | 'extend' | 'confirms' | 'ownSchedule'>;
  answer: LadderAnswer;
  /** Of the data that its trials saw; null: not known any more. */
  facts: DatasetFacts | null;
  /** That was made for what the ladder trains, on the same data; null: none. */
  probe: Probe | null;
}
