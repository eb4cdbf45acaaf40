import type { Rule, Verdict } from '../domain/evidence.ts';
import { type Language, text } from '../messages/text.ts';
import { type Block, type Inline, pictureTable, type Section } from './blocks.ts';
import type { ReportDocument } from './document.ts';
import type { Picture } from './pictures/picture.ts';
import { pictureFile } from './pictures/svg.ts';

/** The first line of each of our files, by which a file is known to be one that may be written anew. */
export const MARKDOWN_MARK = '<!-- Descent report -->';

/** A report as Markdown, and its pictures, which are files beside it: `name` is where a picture is looked for from there. */
export interface MarkdownReport {
  text: string;
  pictures: readonly { name: string; svg: string }[];
}

/** Where the pictures are, beside the Markdown file. */
const FOLDER = 'report-pictures';

/**
 * A report as Markdown, with the same content as the HTML file. GitHub’s tables, and nothing else beyond CommonMark.
 * @param pictures false: it will be a file alone, so that curves are told in numbers only
 */
export function reportMarkdown({ language, title, made, sections }: ReportDocument, pictures = true): MarkdownReport {
  const files: { name: string; svg: string }[] = [];
  const told = [
    MARKDOWN_MARK,
    `# ${plain(title)}`,
    plain(made),
    ...sections.map(section => sectionMarkdown(section, language, fileOf(section))),
  ];
  return { text: `${told.join('\n\n')}\n`, pictures: files };

  /** Names a file for each picture of a section. */
  function fileOf({ id }: Section): FileOf {
    if (!pictures) return null;
    let count = 0;
    return picture => {
      const name = `${FOLDER}/${id}-${++count}.svg`;
      files.push({ name, svg: pictureFile(picture) });
      return name;
    };
  }
}

/** Takes a picture into a file, and says its name; null: there are no such files. */
type FileOf = ((picture: Picture) => string) | null;

const sectionMarkdown = ({ title, question, blocks }: Section, language: Language, fileOf: FileOf): string =>
  [
    `## ${plain(title)}`,
    ...(question === null ? [] : [`*${plain(question)}*`]),
    ...blocks.flatMap(block => blockMarkdown(block, language, fileOf)),
  ].join('\n\n');

const GLYPHS: Record<Verdict, string> = { good: '✓', warn: '⚠', bad: '✕', wait: '○' };

function blockMarkdown(block: Block, language: Language, fileOf: FileOf): string[] {
  switch (block.kind) {
    case 'text':
      return [inlines(block.parts, language)];
    case 'notice':
      return [`> ${GLYPHS[block.verdict]} ${inlines(block.parts, language)}`];
    case 'figure':
      return [
        `**${plain(block.value)}**${block.noise === null ? '' : ` ± ${plain(block.noise)}`} (${plain(block.label)})`,
      ];
    case 'facts':
      return [block.rows.map(({ term, parts }) => `- **${plain(term)}:** ${inlines(parts, language)}`).join('\n')];
    case 'evidence': {
      const items = block.items.map(({ verdict, rule, title, body }) => {
        const strong = title === '' ? '' : `**${plain(title)}** `;
        return `- ${GLYPHS[verdict]} ${strong}${plain(body)}${rule === null ? '' : ` \\[${ruleName(rule, language)}\\]`}`;
      });
      return [...(block.title === '' ? [] : [`### ${plain(block.title)}`]), items.join('\n')];
    }
    case 'table':
      return tableMarkdown(block, language);
    case 'picture':
      return pictureMarkdown(block.picture, language, fileOf);
    case 'code': {
      // A fence that no line of it closes.
      const longest = Math.max(2, ...[...block.content.matchAll(/`+/g)].map(([ticks]) => ticks.length));
      const fence = '`'.repeat(longest + 1);
      return [
        `### ${plain(block.caption)}`,
        `${fence}${block.language}\n${block.content.replace(/\n$/, '')}\n${fence}`,
      ];
    }
    case 'list':
      return [`### ${plain(block.title)}`, block.items.map(item => `- ${plain(item)}`).join('\n')];
  }
}

/** A picture, or without a file what it shows; then its numbers. One that neither has a file nor numbers of its own repeats a table. */
function pictureMarkdown(picture: Picture, language: Language, fileOf: FileOf): string[] {
  const { title, summary, note, table } = picture;
  if (fileOf === null && table === null) return [];
  return [
    `### ${plain(title)}`,
    fileOf === null ? plain(summary) : `![${plain(summary)}](${fileOf(picture)})`,
    ...(note === null || fileOf === null ? [] : [plain(note)]),
    ...(table === null ? [] : tableMarkdown(pictureTable(table), language)),
  ];
}

function tableMarkdown(
  { caption, columns, rows, sum = false }: Extract<Block, { kind: 'table' }>,
  language: Language,
): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell => cell || ' ').join(' | ')} |`;
  const head = columns.map(({ label }) => plain(label));
  const sides = columns.map(({ numeric }) => (numeric ? '--:' : ':--'));
  const body = rows.map((row, at) => {
    const cells = row.map(cell => inline(cell, language));
    const isSum = sum && at === rows.length - 1;
    return line(isSum ? cells.map(cell => (cell === '' ? '' : `**${cell}**`)) : cells);
  });
  return [`*${plain(caption)}*`, [line(head), line(sides), ...body].join('\n')];
}

const inlines = (parts: readonly Inline[], language: Language): string =>
  parts.map(part => inline(part, language)).join('');

function inline(part: Inline, language: Language): string {
  if (typeof part === 'string') return plain(part);
  if ('strong' in part) return `**${plain(part.strong)}**`;
  if ('faint' in part) return plain(part.faint);
  if ('code' in part) return codeSpan(part.code);
  return `\\[${ruleName(part.rule, language)}\\]`;
}

const ruleName = (rule: Rule, language: Language): string =>
  rule === 'prune' ? text(language, 'why.chip.prune') : rule;

/** Code in a line. A pipe would end a table's cell even there. */
function codeSpan(code: string): string {
  const shown = oneLine(code).replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return longest === 0 ? `\`${shown}\`` : `${ticks} ${shown} ${ticks}`;
}

/** A text that stands for itself: what Markdown or HTML would read in it is escaped, and it stays on its line. */
const plain = (told: string): string =>
  oneLine(told)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~]/g, sign => `\\${sign}`)
    // What begins a list, a heading or a number of one where a line begins.
    .replace(/^(\s*)([-+#])(?=\s)/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2');

/** On one line; a sign that turns the direction of writing is undone at its end. */
function oneLine(told: string): string {
  const line = told
    .replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '\ufffd');
  // First-strong isolate: the text is kept to itself, as HTML's bdi does.
  return TURNING.test(line) ? `\u2068${line.replace(/[\u202a-\u202e\u2066-\u2069]/g, '\ufffd')}\u2069` : line;
}

const TURNING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
