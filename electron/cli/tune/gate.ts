import { createInterface } from 'node:readline/promises';
import type { StageView } from '#shared/contract/requests.ts';
import { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { TuneAnswer, TuneStage } from '#shared/domain/tune.ts';
import { hasMessage } from '#shared/messages/text.ts';
import { say, tell } from '../say.ts';
import { setName } from '../trial-name.ts';
import { stageName } from './plan-lines.ts';

/** What a person says at the gate of a stage, whose report stands above; null: they leave. Asks until it is understood. */
export async function askAtGate(
  { kind, share, advice }: TuneStage,
  { recommendation }: StageView,
): Promise<TuneAnswer | null> {
  const { set } = recommendation;
  const isRecommended = set !== null && advice?.take !== false;
  if (isRecommended) tell(say('cli.tune.recommended', { set: setName(set) }));
  // Why it is not to take the place of what counts was said before.
  else tell(say(set === null ? 'cli.tune.nothingRecommended' : 'cli.tune.stays'));
  for (;;) {
    const given = await question(say('cli.tune.ask', { name: stageName(kind, share.name) }));
    if (given === null) return null;
    if (given === '') return { do: 'accept' };
    if (given === 's') return { do: 'skip' };
    if (given === '?') {
      for (const line of rulesOf(recommendation)) tell(line);
      continue;
    }
    const chosen = settingsIn(given, set);
    if (chosen) return { do: 'set', set: chosen };
    const example = set ? exampleOf(set) : 'learningRate=0.01';
    tell(say('cli.tune.badValue', { given, example }));
  }
}

/** Null: the person left, by Ctrl-C or the end of what they type. */
async function question(text: string): Promise<string | null> {
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  const left = new AbortController();
  asked.once('SIGINT', () => left.abort());
  asked.once('close', () => left.abort());
  try {
    return (await asked.question(text, { signal: left.signal })).trim();
  } catch (error) {
    if (left.signal.aborted) return null;
    throw error;
  } finally {
    asked.close();
  }
}

/** The rules that a recommendation rests on, as they are explained on the page. */
function rulesOf({ evidence }: StageView['recommendation']): string[] {
  const rules = [...new Set(evidence.map(({ rule }) => rule))];
  return rules.flatMap(rule => {
    const title = `why.${rule}.title`;
    const lines = [1, 2, 3, 4, 5].map(i => `why.${rule}.${i}`).filter(hasMessage);
    return [...(hasMessage(title) ? [`${rule}: ${say(title)}`] : []), ...lines.map(line => `  ${say(line)}`)];
  });
}

const exampleOf = (set: HyperparameterSet): string =>
  Object.entries(set)
    .filter(([, value]) => typeof value !== 'object')
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');

/**
 * `learningRate=0.03 steps=2000` over what is recommended; a number alone is the first number of it. Null: it is none of both.
 */
export function settingsIn(given: string, recommended: HyperparameterSet | null): HyperparameterSet | null {
  const alone = Number(given);
  const first = (Object.keys(recommended ?? {}) as (keyof HyperparameterSet)[]).find(
    name => typeof recommended?.[name] === 'number',
  );
  const pairs = Number.isFinite(alone)
    ? [[first ?? 'learningRate', alone] as const]
    : given.split(/[\s,]+/).map(pair => {
        const [name = '', value = ''] = pair.split('=');
        if (name === 'schedule' && value === 'none') return [name, { kind: 'constant' }] as const;
        return [name, value !== '' && Number.isFinite(Number(value)) ? Number(value) : value] as const;
      });
  const known = HyperparameterSet.keyof();
  if (!pairs.every(([name]) => known.safeParse(name).success)) return null;
  return HyperparameterSet.safeParse({ ...recommended, ...Object.fromEntries(pairs) }).data ?? null;
}
