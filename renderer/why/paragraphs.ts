import type { Rule } from '#shared/domain/evidence.ts';
import { hasMessage, type MessageKey } from '#shared/messages/text.ts';

/** The keys of a rule's paragraphs: two or three. */
export const paragraphsOf = (rule: Rule): MessageKey[] =>
  ([1, 2, 3] as const).map(number => `why.${rule}.${number}` as const).filter(key => hasMessage(key));
