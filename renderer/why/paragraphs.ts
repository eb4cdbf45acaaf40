import { hasMessage, type MessageKey } from '#shared/messages/text.ts';
import type { Rule } from './rules.ts';

/** The keys of a rule's paragraphs: two or three. */
export const paragraphsOf = (rule: Rule): MessageKey[] =>
  ([1, 2, 3] as const).map(number => `why.${rule}.${number}` as const).filter(key => hasMessage(key));
