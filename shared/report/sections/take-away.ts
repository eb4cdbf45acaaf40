import { RULES, type Rule } from '../../domain/evidence.ts';
import { hasMessage } from '../../messages/text.ts';
import type { Block, Section } from '../blocks.ts';
import { configurationForms } from '../configuration.ts';
import type { Writer } from '../writer.ts';

/** The configuration in the forms in which it is taken elsewhere. */
export function configurationSection(write: Writer): Section {
  const { configuration, steps } = write.report;
  const title = write.say('report.configuration.title');
  if (configuration.learningRate === undefined)
    return {
      id: 'configuration',
      title,
      question: null,
      blocks: [{ kind: 'text', parts: [write.say('report.configuration.none')] }],
    };
  const { json, flags, pytorch } = configurationForms(write.report);
  const isStale = steps.some(({ decision }) => decision !== null && decision.standing !== 'holds');
  const code = (caption: string, language: 'json' | 'shell' | 'python', content: string): Block => ({
    kind: 'code',
    caption,
    language,
    content,
  });
  return {
    id: 'configuration',
    title,
    question: null,
    blocks: [
      ...(isStale
        ? [{ kind: 'notice', verdict: 'warn', parts: [write.say('report.configuration.stale')] } as const]
        : []),
      code(write.say('report.configuration.json'), 'json', json),
      ...(flags === null ? [] : [code(write.say('report.configuration.flags'), 'shell', flags)]),
      ...(pytorch === null
        ? []
        : [
            code(write.say('report.configuration.pytorch'), 'python', pytorch),
            { kind: 'text', parts: [write.say('report.configuration.pytorchNote')] } as const,
          ]),
    ],
  };
}

const WORDS = ['step', 'trial', 'parts', 'best', 'noise', 'pruned', 'horizon'] as const;

/** What a stranger must know to read it, and what the rules are called that it names. */
export function wordsSection(write: Writer, sections: readonly Section[]): Section {
  const named = namedRules(sections);
  const isOfCommand = write.report.project.command !== null;
  return {
    id: 'words',
    title: write.say('report.words.title'),
    question: null,
    blocks: [
      {
        kind: 'facts',
        rows: WORDS.map(word => ({
          term: write.say(`report.words.${word}`),
          parts: [
            write.say(isOfCommand && word === 'best' ? 'report.words.best.isOfCommand' : `report.words.${word}.is`),
          ],
        })),
      },
      ...(named.length > 0
        ? [
            {
              kind: 'table',
              caption: write.say('report.words.rules'),
              columns: [{ label: write.say('report.path.rules') }, { label: '' }],
              rows: named.map(rule => [{ rule }, titleOf(write, rule)]),
              folded: false,
            } as const,
          ]
        : []),
    ],
  };
}

/** The rules that pieces of evidence name, in the order of the method. */
function namedRules(sections: readonly Section[]): Rule[] {
  const named = new Set(
    sections.flatMap(({ blocks }) =>
      blocks.flatMap(block => (block.kind === 'evidence' ? block.items.flatMap(({ rule }) => rule ?? []) : [])),
    ),
  );
  return RULES.filter(rule => named.has(rule) && hasMessage(`why.${rule}.title`));
}

function titleOf(write: Writer, rule: Rule): string {
  const key = `why.${rule}.title`;
  return hasMessage(key) ? write.say(key) : rule;
}
