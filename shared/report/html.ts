import type { Rule, Verdict } from '../domain/evidence.ts';
import { type Language, text } from '../messages/text.ts';
import { type Block, type Inline, pictureTable, type Section } from './blocks.ts';
import type { ReportDocument } from './document.ts';
import { escaped } from './escaped.ts';
import { STYLE } from './html-style.ts';
import type { Picture } from './pictures/picture.ts';
import { pictureElement } from './pictures/svg.ts';

/** Stands in the head of each of our files, by which a file is known to be one that may be written anew. */
export const HTML_MARK = '<meta name="generator" content="Descent report">';

/** Nothing is loaded and nothing runs; what looks like markup in somebody's data is text. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * A report as one HTML file [R3]: it opens from disk without a network, follows the reader's theme, and prints on A4 in the light one. No script,
 * no image, no font of its own.
 */
export function reportHtml({ language, title, made, contents, sections }: ReportDocument): string {
  const entries = sections.map(({ id, title }) => `<li><a href="#${escaped(id)}">${escaped(title)}</a></li>`);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(POLICY)}">
${HTML_MARK}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${isolated(title)}</h1>
<p class="faint">${escaped(made)}</p>
<nav aria-label="${escaped(contents)}"><ol>${entries.join('')}</ol></nav>
</header>
<main>
${sections.map(section => sectionHtml(section, language)).join('\n')}
</main>
</body>
</html>
`;
}

function sectionHtml({ id, title, question, blocks }: Section, language: Language): string {
  const asked = question === null ? '' : `<p class="question">${escaped(question)}</p>`;
  const told = blocks.map(block => blockHtml(block, language)).join('\n');
  return `<section id="${escaped(id)}" aria-labelledby="${escaped(id)}-title">
<h2 id="${escaped(id)}-title">${escaped(title)}</h2>
${asked}
${told}
</section>`;
}

const GLYPHS: Record<Verdict, string> = { good: '✓', warn: '!', bad: '✕', wait: '○' };

/** The glyph of a verdict, with a word for who can't see it. */
const mark = (verdict: Verdict, language: Language): string =>
  `<span class="mark ${verdict}" role="img" aria-label="${escaped(text(language, `page.verdict.${verdict}`))}">${GLYPHS[verdict]}</span>`;

function blockHtml(block: Block, language: Language): string {
  switch (block.kind) {
    case 'text':
      return `<p>${inlines(block.parts, language)}</p>`;
    case 'notice':
      return `<p class="notice ${block.verdict}">${mark(block.verdict, language)}<span>${inlines(block.parts, language)}</span></p>`;
    case 'figure': {
      const noise = block.noise === null ? '' : ` <span class="noise">± ${escaped(block.noise)}</span>`;
      return `<p class="figure"><b>${escaped(block.value)}</b>${noise} <span class="faint">${escaped(block.label)}</span></p>`;
    }
    case 'facts':
      return `<dl>${block.rows.map(({ term, parts }) => `<div><dt>${escaped(term)}</dt><dd>${inlines(parts, language)}</dd></div>`).join('')}</dl>`;
    case 'evidence': {
      const title = block.title === '' ? '' : `<h3>${escaped(block.title)}</h3>`;
      const items = block.items.map(({ verdict, rule, title, body }) => {
        const chip = rule === null ? '' : ` ${chipOf(rule, language)}`;
        const strong = title === '' ? '' : `<b>${isolated(title)}</b>${text(language, 'page.words.separator')}`;
        return `<li>${mark(verdict, language)}<span>${strong}${isolated(body)}${chip}</span></li>`;
      });
      return `${title}<ul class="evidence">${items.join('')}</ul>`;
    }
    case 'table':
      return tableHtml(block, language);
    case 'picture':
      return pictureHtml(block.picture, language);
    case 'code':
      return `<figure class="code"><figcaption>${escaped(block.caption)}</figcaption><pre tabindex="0" aria-label="${escaped(block.caption)}"><code>${escaped(block.content)}</code></pre></figure>`;
    case 'list':
      return `<h3>${escaped(block.title)}</h3><ul>${block.items.map(item => `<li>${isolated(item)}</li>`).join('')}</ul>`;
  }
}

type Table = Extract<Block, { kind: 'table' }>;

/** @param name of a folded one: what it is for */
function tableHtml({ caption, columns, rows, folded, sum = false }: Table, language: Language, name = ''): string {
  const side = (i: number): string => (columns[i]?.numeric ? ' class="number"' : '');
  const head = columns.map(({ label }, i) =>
    label === '' ? `<td${side(i)}></td>` : `<th scope="col"${side(i)}>${isolated(label)}</th>`,
  );
  const body = rows.map((row, at) => {
    const cells = row.map((cell, i) => `<td${side(i)}>${inline(cell, language)}</td>`);
    return `<tr${sum && at === rows.length - 1 ? ' class="sum"' : ''}>${cells.join('')}</tr>`;
  });
  const shown = escaped(caption);
  const table = (title: string): string =>
    `<div class="scroll" tabindex="0" role="group" aria-label="${shown}"><table>${title}<thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
  if (!folded) return table(`<caption>${shown}</caption>`);
  return `<details class="${name}"><summary>${shown}</summary>${table('')}</details>`;
}

function pictureHtml(picture: Picture, language: Language): string {
  const { title, note, legend, table } = picture;
  return `<figure class="chart">
<figcaption>${escaped(title)}</figcaption>
${pictureElement(picture)}
${legendHtml(legend)}
${note === null ? '' : `<p class="faint">${escaped(note)}</p>`}
</figure>
${table === null ? '' : tableHtml(pictureTable(table), language, 'numbers')}`;
}

function legendHtml(legend: Picture['legend']): string {
  if (legend.length === 0) return '';
  const key = '<svg viewBox="0 0 16 8" aria-hidden="true"><path d="M0 4H16"/></svg>';
  const entries = legend.map(({ name, colors }) =>
    colors
      ? `<li class="line" style="--l:${colors.light};--d:${colors.dark}">${key}${isolated(name)}</li>`
      : `<li class="behind">${key}${isolated(name)}</li>`,
  );
  return `<ul class="legend">${entries.join('')}</ul>`;
}

const inlines = (parts: readonly Inline[], language: Language): string =>
  parts.map(part => inline(part, language)).join('');

/** The short name of a rule. */
const chipOf = (rule: Rule, language: Language): string =>
  `<span class="rule">${escaped(rule === 'prune' ? text(language, 'why.chip.prune') : rule)}</span>`;

function inline(part: Inline, language: Language): string {
  if (typeof part === 'string') return isolated(part);
  if ('strong' in part) return `<b>${isolated(part.strong)}</b>`;
  if ('faint' in part) return `<span class="faint">${isolated(part.faint)}</span>`;
  if ('code' in part) return `<code>${isolated(part.code)}</code>`;
  return chipOf(part.rule, language);
}

/** Signs that turn the direction of writing: they end where the text ends, and don't turn what follows. */
const TURNING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A text as markup; one that may be written from right to left is kept to itself. */
const isolated = (told: string): string => (TURNING.test(told) ? `<bdi>${escaped(told)}</bdi>` : escaped(told));
