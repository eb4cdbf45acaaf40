import type { HyperparameterSet } from '../domain/evidence.ts';
import type { TrialMetric } from '../domain/metrics.ts';
import { type Quantity, type Statement, written } from '../domain/reason.ts';
import { formatCount, formatMetric, formatNumber, formatRate, formatWithNoise, NONE } from '../messages/numbers.ts';
import { type Language, text } from '../messages/text.ts';
import { scheduleWords } from '../method/schedules/words.ts';

/** A statement in a language, its quantities as the page and a report write them. */
export const statementText = (statement: Statement, language: Language): string =>
  text(language, statement.key, { ...OF_OLD, ...written(statement, quantity => quantityText(quantity, language)) });

/** What statements that were stored before it could differ don't say: all of their intervals were of 95 %. */
const OF_OLD = { confidence: 95 };

function quantityText(quantity: Quantity, language: Language): string {
  switch (quantity.as) {
    case 'rate':
      return formatRate(quantity.value);
    case 'rates':
      return quantity.values.map(formatRate).join(text(language, 'page.list.separator'));
    case 'count':
      return formatCount(quantity.value, language);
    case 'seen':
      return text(language, `seen.${quantity.of}`, { value: formatCount(quantity.value, language) });
    case 'number':
      return formatNumber(quantity.value, language);
    case 'loss': {
      const { value, noise } = formatWithNoise(quantity.value, quantity.noise, language);
      return noise === null ? value : `${value} ± ${noise}`;
    }
    case 'metric':
      return formatMetric(quantity.name, quantity.value, language);
    case 'metricName':
      return text(language, `page.metricName.${quantity.name}`);
    case 'names':
      return quantity.values.join(text(language, 'page.list.separator'));
    case 'optimizer':
      return text(language, `newLadder.optimizer.${quantity.value}`);
    case 'schedule': {
      const { key, values } = scheduleWords(quantity.value);
      return text(language, key, values);
    }
  }
}

/** The heading of a dev metric's column. */
export const metricHeading = (name: TrialMetric, language: Language): string => text(language, `page.metric.${name}`);

type Name = keyof HyperparameterSet;

/** In which order hyperparameters are told; what is not in it comes last. */
const ORDER: readonly Name[] = [
  'model',
  'hidden',
  'filters',
  'embedding',
  'optimizer',
  'learningRate',
  'batchSize',
  'momentum',
  'schedule',
  'steps',
  'weightDecay',
  'dropout',
  'seed',
];
const placeOf = (name: Name): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

/** The names of what a set says, in the order in which they are told. */
export const namesIn = (set: HyperparameterSet): Name[] =>
  (Object.keys(set) as Name[]).filter(name => set[name] !== undefined).sort((a, b) => placeOf(a) - placeOf(b));

/** Hyperparameters with their values: `batch size 64, momentum 0.9`. */
export const setText = (set: HyperparameterSet, language: Language): string =>
  namesIn(set)
    .map(name => {
      const values = { name: text(language, `hyperparameter.${name}`), value: valueText(set, name, language) };
      return text(language, 'stage.setting', values);
    })
    .join(text(language, 'page.list.separator'));

/** A hyperparameter's value, as it was chosen. */
export function valueText(set: HyperparameterSet, name: Name, language: Language): string {
  const value = set[name];
  if (name === 'optimizer' && set.optimizer) return text(language, `newLadder.optimizer.${set.optimizer}`);
  if (Array.isArray(value)) return value.join('-');
  if (typeof value === 'object' && value !== null) {
    const { key, values } = scheduleWords(value);
    return text(language, key, values);
  }
  if (typeof value !== 'number') return value ?? NONE;
  return Number.isInteger(value) ? formatCount(value, language) : formatRate(value);
}
