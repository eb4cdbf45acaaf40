import type { Rule } from '#shared/domain/evidence.ts';
import { hasMessage } from '#shared/messages/text.ts';

/** The keys of a rule's paragraphs: two or three. */
export const paragraphsOf = (rule: Rule): string[] =>
  [1, 2, 3].map(number => `why.${rule}.${number}`).filter(hasMessage);
