import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '#shared/messages/en.ts';

const read = (path: string): string => readFileSync(path, 'utf8');

/** Files under some folders whose names end in one of these. */
const filesIn = (folders: readonly string[], ends: RegExp): string[] =>
  folders.flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map(name => join(folder, name))
      .filter(path => ends.test(path)),
  );

const CODE = filesIn(['shared', 'electron', 'renderer', 'tests'], /\.(ts|tsx|mjs|css)$/);
const DOCUMENTS = [...readdirSync('.').filter(name => name.endsWith('.md')), ...filesIn(['docs'], /\.md$/)];

/** Without what is quoted from a program. */
const prose = (markdown: string): string => markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

/** Where links may lead to inside a document: its headings as GitHub names them, and its own anchors. */
const anchorsOf = (markdown: string): Set<string> => {
  const headings = [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return new Set([...headings, ...[...markdown.matchAll(/<a id="([^"]+)"/g)].map(([, id]) => id!)]);
};

describe('documents', () => {
  it.each(DOCUMENTS)('%s links to what is there', path => {
    const targets = [...prose(read(path)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
    const broken = targets.filter(target => {
      if (/^(https?|mailto):/.test(target)) return false;
      const [file = '', anchor] = target.split('#');
      const at = file === '' ? path : join(dirname(path), file);
      return !existsSync(at) || (anchor !== undefined && !anchorsOf(read(at)).has(anchor));
    });
    expect(broken).toEqual([]);
  });

  it('are there where code names one', () => {
    const missing = CODE.flatMap(path =>
      [...read(path).matchAll(/(?<![\w/])(docs\/[\w/-]+\.md|[A-Z][A-Z-]+\.md)\b/g)]
        .filter(([, name]) => !existsSync(name!))
        .map(([, name]) => `${path}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it.each(['method', 'architecture', 'decisions/README'])('the README leads to docs/%s.md', name => {
    expect(read('README.md')).toContain(`](docs/${name}.md)`);
  });
});

describe('the rules of the method', () => {
  const method = read('docs/method.md');
  /** Headings and list items that begin with a rule's name. */
  const defined = [...method.matchAll(/^(?:### ([A-Z]\d+): |- \*\*([A-Z]\d+)\*\* )/gm)].map(
    ([, one, other]) => one ?? other!,
  );
  /** Letters that rules begin with; what else is written so (F1, V8, a path of a picture) is none. */
  const names = new RegExp(`\\b[${[...new Set(defined.map(name => name[0]))].join('')}][1-9]\\d?\\b`, 'g');
  const used = (path: string): string[] =>
    read(path)
      .replace(/\bd=("[^"]*"|\{`[^`]*`\})/g, '')
      .match(names) ?? [];

  it('each stand once', () => {
    expect(defined).toEqual([...new Set(defined)]);
    expect(defined).toEqual(expect.arrayContaining(['M1', 'L4', 'B3', 'S1', 'D1', 'R1']));
  });

  it.each([['M1'], ['L4'], ['B6']])('are found in the code, %s for one', name => {
    expect(CODE.some(path => used(path).includes(name))).toBe(true);
  });

  it('stand in docs/method.md wherever code, messages, tests or documents name one', () => {
    const unknown = [...CODE, ...DOCUMENTS].flatMap(path =>
      used(path)
        .filter(name => !defined.includes(name))
        .map(name => `${path}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it.each(Object.keys(en).flatMap(key => /^why\.(\w+)\.title$/.exec(key)?.[1] ?? []))(
    'that the page explains have a section: %s',
    name => {
      expect(method).toMatch(new RegExp(`^### (${name}: |.*\\(\`${name}\`\\)$)`, 'm'));
    },
  );
});

describe('decision records', () => {
  const folder = 'docs/decisions';
  const records = readdirSync(folder).filter(name => name !== 'README.md');
  const index = read(join(folder, 'README.md'));

  it('are numbered from 0001 on, none twice', () => {
    const numbers = records.map(name => name.slice(0, 4)).sort();
    expect(numbers).toEqual(numbers.map((_, i) => String(i + 1).padStart(4, '0')));
  });

  it.each(records)('%s has its number, title, date and three parts, and stands in the index', name => {
    const [heading = '', , status = ''] = read(join(folder, name)).split('\n');
    expect(name).toMatch(/^\d{4}-[a-z0-9-]+\.md$/);
    expect(heading).toMatch(new RegExp(`^# ${name.slice(0, 4)}: \\S`));
    expect(status).toMatch(/^(Accepted|Superseded by \[\d{4}\]\(.+\)), 20\d\d-\d\d-\d\d(; .+)?\.$/);
    expect([...read(join(folder, name)).matchAll(/^## (.*)$/gm)].map(([, part]) => part)).toEqual([
      'Context',
      'Decision',
      'Consequences',
    ]);
    expect(index).toContain(`| [${name.slice(0, 4)}](${name}) | ${heading.slice('# 0001: '.length)} |`);
  });
});
