import type { Rule, Verdict } from '../domain/evidence.ts';
import { formatTick } from '../messages/numbers.ts';
import { type Language, text } from '../messages/text.ts';
import type { Block, Inline, Section } from './blocks.ts';
import { type Chart, chartLayout, HEIGHT, WIDTH } from './chart.ts';
import type { ReportDocument } from './document.ts';
import { STYLE } from './html-style.ts';

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
  const told = blocks.map((block, i) => blockHtml(block, `${id}-${i}`, language)).join('\n');
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

function blockHtml(block: Block, id: string, language: Language): string {
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
    case 'chart':
      return chartHtml(block.chart, id, language);
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

function chartHtml(chart: Chart, id: string, language: Language): string {
  const { title, summary, note, lines, xLabel, yLabel, table } = chart;
  const { plot, x, y, lines: placed } = chartLayout(chart);
  const number = (value: number): string => escaped(formatTick(value, language));
  const count = (value: number): string => escaped(value.toLocaleString(language));
  const color = ({ color }: Chart['lines'][number]): string =>
    color === null ? ' class="line behind"' : ` class="line" style="--l:${color.light};--d:${color.dark}"`;
  const grid = [
    ...y.map(({ at, label }) => {
      const line = `<path class="grid" d="M${plot.left} ${at.toFixed(1)}H${plot.right}"/>`;
      return `${line}<text class="tick" x="${plot.left - 6}" y="${(at + 3.5).toFixed(1)}" text-anchor="end">${number(label)}</text>`;
    }),
    ...x.map(
      ({ at, label }) =>
        `<text class="tick" x="${at.toFixed(1)}" y="${plot.bottom + 16}" text-anchor="middle">${count(label)}</text>`,
    ),
  ];
  const curves = placed.map(({ path, lowest, diverged }, i) => {
    const line = lines[i]!;
    const dash = line.dashed ? ' stroke-dasharray="5 3"' : '';
    const ring =
      lowest && line.color
        ? `<circle class="ring" cx="${lowest.x.toFixed(1)}" cy="${lowest.y.toFixed(1)}" r="3.5"/>`
        : '';
    const cross = diverged
      ? `<path class="cross" d="M${(diverged.x - 4).toFixed(1)} ${diverged.y - 4}l8 8m0-8l-8 8"/>`
      : '';
    return `<g${color(line)}><path d="${path}"${dash} clip-path="url(#${id}-clip)"/>${ring}${cross}</g>`;
  });
  const legend = legendHtml(lines, language);
  const rows = table.rows.map(row => row.map((cell): Inline => cell));
  const columns = table.columns.map((label, i) => ({ label, numeric: i > 0 }));
  return `<figure class="chart">
<figcaption>${escaped(title)}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(summary)}">
<clipPath id="${id}-clip"><rect x="${plot.left}" y="${plot.top}" width="${plot.right - plot.left}" height="${plot.bottom - plot.top}"/></clipPath>
${grid.join('')}
<path class="axis" d="M${plot.left} ${plot.top}V${plot.bottom}H${plot.right}"/>
<text class="tick" x="${plot.right}" y="${HEIGHT - 6}" text-anchor="end">${escaped(xLabel)}</text>
<text class="tick" transform="translate(12 ${plot.top}) rotate(-90)" text-anchor="end">${escaped(yLabel)}</text>
${curves.join('')}
</svg>
${legend}
<p class="faint">${escaped(note)}</p>
</figure>
${tableHtml({ kind: 'table', caption: table.caption, columns, rows, folded: true }, language, 'numbers')}`;
}

/** Each name once; those that only stand behind together. */
function legendHtml(lines: Chart['lines'], language: Language): string {
  const strong = lines.filter(({ color, dashed }) => color !== null && !dashed);
  const behind = new Set(lines.filter(({ color }) => color === null).map(({ name }) => name)).size;
  const key = '<svg viewBox="0 0 16 8" aria-hidden="true"><path d="M0 4H16"/></svg>';
  const entries = strong.map(
    ({ name, color }) => `<li class="line" style="--l:${color!.light};--d:${color!.dark}">${key}${isolated(name)}</li>`,
  );
  const others =
    behind > 0
      ? [`<li class="line behind">${key}${escaped(text(language, 'report.chart.others', { count: behind }))}</li>`]
      : [];
  return `<ul class="legend">${[...entries, ...others].join('')}</ul>`;
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

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text that stands for itself between tags and in quotes. What no document may hold is shown as such. */
const escaped = (told: string): string =>
  told
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '\ufffd')
    .replace(/[&<>"']/g, sign => ENTITIES[sign]!);
