import { Refusal } from '#shared/contract/refusal.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { FromTrainer, type ToTrainer } from '#shared/domain/trainer-protocol.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import { type Child, errorSummary } from '../../hosts/hosts.ts';
import { type KilledBy, MemoryWitness } from '../../hosts/memory.ts';

/** An answer, or why there is none. */
export interface Answered<T> {
  answer: T | null;
  reason: Reason | null;
}

const ENDED_BY_FORCE: Record<KilledBy, MessageKey> = {
  memory: 'error.trainer.killed',
  unknown: 'error.trainer.killedUnknown',
  someone: 'error.trainer.killedBySomeone',
};

/** What a message of a trainer says to a question; null: this is not the answer yet. */
export type AnswerIn<T> = (reply: FromTrainer) => Answered<T> | null;

/**
 * Asks a trainer one thing, and ends it or gives it back.
 * @param witness tells why it was ended by force, if it is
 * @throws Refusal where the trainer says why there is no answer, or is lost
 */
export function askTrainer<T>(
  child: Child,
  message: ToTrainer,
  answerIn: AnswerIn<T>,
  witness = new MemoryWitness(),
): Promise<T> {
  const asked = new Promise<T>((resolve, reject) => {
    const lost = (detail: string, killed = false) =>
      reject(
        new Refusal(killed ? ENDED_BY_FORCE[witness.verdict(detail)] : 'reason.failed.processLost', {
          detail: errorSummary(detail),
        }),
      );
    child.onMessage(raw => {
      const parsed = FromTrainer.safeParse(raw);
      if (!parsed.success) return reject(new Refusal('reason.failed.protocol', { detail: parsed.error.message }));
      const answered = answerIn(parsed.data);
      if (!answered) return;
      const { answer, reason } = answered;
      if (answer !== null) resolve(answer);
      else if (reason) reject(new Refusal(reason.key, reason.values));
      else lost('');
    });
    child.onExit(lost);
  });
  child.send(message);
  return asked.finally(() => child.kill());
}
