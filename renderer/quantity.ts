import type { Statement } from '#shared/domain/reason.ts';
import type { Language } from '#shared/messages/text.ts';
import * as report from '#shared/report/statement-text.ts';
import type { Translate } from './app/context.ts';

/** A statement as the page says it: as a report does. */
export const statementText = (statement: Statement, _t: Translate, language: Language): string =>
  report.statementText(statement, language);
