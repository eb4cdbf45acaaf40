import type { Report } from '../domain/report.ts';
import type { Language } from '../messages/text.ts';
import type { Section } from './blocks.ts';
import { apartSection } from './sections/apart.ts';
import { dataSection, modelSection } from './sections/data.ts';
import { finalSection } from './sections/final.ts';
import { resultSection } from './sections/result.ts';
import { stageSection } from './sections/stage.ts';
import { configurationSection, wordsSection } from './sections/take-away.ts';
import { Writer } from './writer.ts';

/** A report in a language, ready to be laid out [R3]. */
export interface ReportDocument {
  language: Language;
  title: string;
  /** When, and by what, it was made. */
  made: string;
  contents: string;
  sections: readonly Section[];
}

/** Says a report in a language. Every renderer lays this out, so all tell the same. */
export function reportDocument(report: Report, language: Language): ReportDocument {
  const write = new Writer(report, language);
  const sections = [
    resultSection(write),
    dataSection(write),
    modelSection(write),
    ...report.steps.map(step => stageSection(write, step)),
    finalSection(write),
    apartSection(write),
    configurationSection(write),
  ].filter(section => section !== null);
  return {
    language,
    title: write.say('report.title', { name: write.name }),
    made: write.say('report.made', { time: write.dayTime(report.madeAt), version: report.version }),
    contents: write.say('report.contents'),
    sections: [...sections, wordsSection(write, sections)],
  };
}
