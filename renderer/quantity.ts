import { type Quantity, type Statement, written } from '#shared/domain/reason.ts';
import type { Language } from '#shared/messages/text.ts';
import { scheduleWords } from '#shared/method/schedules/words.ts';
import type { Translate } from './app/context.ts';
import { formatCount, formatMetric, formatNumber, formatRate, formatWithNoise } from './format.ts';

/** A statement as the page says it. */
export const statementText = (statement: Statement, t: Translate, language: Language): string =>
  t(
    statement.key,
    written(statement, quantity => quantityText(quantity, t, language)),
  );

function quantityText(quantity: Quantity, t: Translate, language: Language): string {
  switch (quantity.as) {
    case 'rate':
      return formatRate(quantity.value);
    case 'rates':
      return quantity.values.map(formatRate).join(t('page.list.separator'));
    case 'count':
      return formatCount(quantity.value, language);
    case 'number':
      return formatNumber(quantity.value, language);
    case 'loss': {
      const { value, noise } = formatWithNoise(quantity.value, quantity.noise, language);
      return noise === null ? value : `${value} ± ${noise}`;
    }
    case 'metric':
      return formatMetric(quantity.name, quantity.value, language);
    case 'metricName':
      return t(`page.metricName.${quantity.name}`);
    case 'names':
      return quantity.values.join(t('page.list.separator'));
    case 'optimizer':
      return t(`newLadder.optimizer.${quantity.value}`);
    case 'schedule': {
      const { key, values } = scheduleWords(quantity.value);
      return t(key, values);
    }
  }
}
