import type { RefusalRecord } from '#shared/contract/refusal.ts';
import { en } from '#shared/messages/en.ts';
import { LANGUAGES, text } from '#shared/messages/text.ts';
import { zh } from '#shared/messages/zh-CN.ts';

const CATALOGUES: Record<(typeof LANGUAGES)[number], Record<string, string>> = { en, 'zh-CN': zh };

/** Longer ones nobody reads: what is quoted of a source is to be shortened. */
const MAX_CHARACTERS = 2500;

/** What is wrong with a message: no sentence in a language, a value that is missing or none, too long a text. */
export function messageFaults({ key, values }: RefusalRecord): string[] {
  const faults: string[] = [];
  for (const [name, value] of Object.entries(values))
    if (typeof value !== 'string' && !Number.isFinite(value)) faults.push(`${key}: ${name} is ${value}`);
  for (const language of LANGUAGES) {
    const catalogue = CATALOGUES[language];
    const sentences = [catalogue[key], catalogue[`${key}_one`], catalogue[`${key}_other`]].filter(s => s !== undefined);
    if (sentences.length === 0) faults.push(`${key}: no sentence in ${language}`);
    for (const sentence of sentences)
      for (const [, name] of sentence.matchAll(/\{(\w+)\}/g))
        if (!Object.hasOwn(values, name!)) faults.push(`${key}: no value for {${name}}`);
    const shown = text(language, key, values);
    if (shown.length > MAX_CHARACTERS) faults.push(`${key}: ${shown.length} characters`);
  }
  return [...new Set(faults)];
}
