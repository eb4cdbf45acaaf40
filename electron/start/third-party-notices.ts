import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/*
 * What the desktop's package and the page carry of others, with its licences. Written here since the tools for it look either at
 * node_modules or at a bundle, and have nothing to say of a package that brings no licence text, as libvips and TensorFlow.js do.
 */

/** Licences that let a package be passed on inside another program, as long as their text goes along. */
const MAY_BE_PASSED_ON: ReadonlySet<string> = new Set([
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT'],
  // Fonts: passed on unchanged, under their own name.
  'OFL-1.1',
  // Libraries that are loaded from files of their own, which a person may replace.
  'LGPL-3.0-or-later',
]);

/** The texts in resources/licences that stand for a licence where a package brings none of its own. LGPL 3 is GPL 3 with additions. */
const STANDARD_TEXTS: Readonly<Record<string, readonly string[]>> = {
  'Apache-2.0': ['Apache-2.0'],
  'LGPL-3.0-or-later': ['LGPL-3.0', 'GPL-3.0'],
  MIT: ['MIT'],
};

/** One package that is passed on with Descent. */
export interface Notice {
  name: string;
  version: string;
  /** As its package.json names it: an SPDX expression. */
  licence: string;
  /** Where it comes from; null: it doesn't say. */
  homepage: string | null;
  /** What the package itself says of its licence: its licence files, else that part of its readme and its author. */
  text: string;
  /** Texts in resources/licences that belong to it, since it brings none. */
  standard: readonly string[];
}

/** What is read of package-lock.json. */
interface LockEntry {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/** What is read of a package.json. */
interface Manifest {
  name: string;
  version: string;
  license?: string;
  author?: string | { name?: string };
  homepage?: string;
  repository?: string | { url?: string };
}

const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');

/**
 * Folders (`node_modules/…`) of the packages that the program needs where it runs, with all that these need, as far as they are installed
 * here: of native parts, those of this platform. The project's own optional dependencies are none of them: Node itself, and WebGPU for it.
 * @param root the project's folder
 */
export function productionPackages(root: string): string[] {
  const { packages } = JSON.parse(read(root, 'package-lock.json')) as { packages: Record<string, LockEntry> };
  const found = new Set<string>();
  const visit = (from: string, names: readonly string[]): void => {
    for (const name of names) {
      const folder = resolved(packages, from, name);
      if (folder === null || found.has(folder) || !existsSync(join(root, folder))) continue;
      found.add(folder);
      visit(folder, needsOf(packages[folder] ?? {}));
    }
  };
  visit('', Object.keys(packages['']?.dependencies ?? {}));
  return [...found].sort();
}

const needsOf = ({
  dependencies,
  optionalDependencies,
  peerDependencies,
  peerDependenciesMeta,
}: LockEntry): string[] => [
  ...Object.keys({ ...dependencies, ...optionalDependencies }),
  ...Object.keys(peerDependencies ?? {}).filter(name => !peerDependenciesMeta?.[name]?.optional),
];

/** The folder in which a package finds another one, from its own outwards; null: nowhere. */
function resolved(packages: Readonly<Record<string, LockEntry>>, from: string, name: string): string | null {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const folder = `${at}${at === '' ? '' : '/'}node_modules/${name}`;
    if (packages[folder]) return folder;
    if (at === '') return null;
  }
}

/**
 * What is to be said of one package.
 * @param folder of the package, from the project's folder on
 * @throws Error where its licence is not known to let it be passed on, or no text of it can be found
 */
export function noticeOf(root: string, folder: string): Notice {
  const { name, version, license, homepage, repository, author } = JSON.parse(
    read(root, folder, 'package.json'),
  ) as Manifest;
  const licences = (license ?? 'no licence').split(' AND ');
  const unknown = licences.find(one => !MAY_BE_PASSED_ON.has(one));
  if (unknown !== undefined)
    throw new Error(
      `${name} ${version} is under "${unknown}". Where that lets it be passed on inside Descent, add it to MAY_BE_PASSED_ON in electron/start/third-party-notices.ts; else use another package.`,
    );
  const url = (typeof repository === 'string' ? repository : repository?.url) ?? homepage ?? null;
  const about = { name, version, licence: licences.join(' AND '), homepage: url && address(url) };
  const own = ownText(join(root, folder));
  if (own !== '') return { ...about, text: own, standard: [] };
  const standard = licences.flatMap(one => STANDARD_TEXTS[one] ?? []);
  if (standard.length === 0)
    throw new Error(
      `${name} ${version} brings no licence text. Add that of ${license} to resources/licences and to STANDARD_TEXTS in electron/start/third-party-notices.ts.`,
    );
  const by = typeof author === 'string' ? author : author?.name;
  // The MIT text begins with who holds the copyright; the others name nobody.
  const holder = by && standard.includes('MIT') ? `Copyright (c) ${by}` : '';
  const text = [holder, readmeText(join(root, folder))].filter(part => part !== '').join('\n\n');
  return { ...about, text, standard };
}

/** What package.json says of a repository as an address that a browser opens: `owner/name` is GitHub's. */
const address = (url: string): string =>
  url
    .replace(/^git\+|\.git$/g, '')
    .replace(/^git:/, 'https:')
    .replace(/^(?=[\w-]+\/[\w.-]+$)/, 'https://github.com/');

/** A package's licence files, one after the other; empty where it has none. */
function ownText(folder: string): string {
  const files = readdirSync(folder).filter(file => /^(licen[cs]e|copying|notice|copyright)/i.test(file));
  return files.map(file => read(folder, file).trim()).join('\n\n');
}

/** What a package's readme says under a heading about its licence; empty where there is none. */
function readmeText(folder: string): string {
  const file = readdirSync(folder).find(name => /^readme(\.md)?$/i.test(name));
  const [, section] =
    /^(?:#+ *licen[cs][^\n]*|licen[cs][^\n]*\n[-=]+)\n(.*?)(?=^#|$(?![\s\S]))/ims.exec(
      file ? read(folder, file) : '',
    ) ?? [];
  return section?.trim() ?? '';
}

const RULE = '─'.repeat(80);

/**
 * The whole file: each package with its licence; packages with the very same text stand above it together. Standard texts come at the
 * end, once each.
 * @param standardText the text of that name in resources/licences
 */
export function noticesText(notices: readonly Notice[], standardText: (name: string) => string): string {
  const byText = Map.groupBy(notices, ({ text, standard }) => JSON.stringify([text, standard]));
  const parts = [...byText.values()].map(alike => {
    const [{ text, standard }] = alike as [Notice];
    const heads = alike.map(({ name, version, licence, homepage }) =>
      [`${name} ${version} (${licence})`, ...(homepage ? [`    ${homepage}`] : [])].join('\n'),
    );
    const below = standard.length === 0 ? [] : [`The text stands at the end of this file: ${standard.join(', ')}.`];
    return [heads.join('\n'), text, ...below].filter(part => part !== '').join('\n\n');
  });
  const standard = [...new Set(notices.flatMap(notice => notice.standard))].sort();
  return [
    'Descent is passed on with the packages below, each under its own licence. Descent itself is under the MIT License (LICENSE).',
    ...parts,
    ...standard.map(name => `${name}\n\n${standardText(name).trim()}`),
  ]
    .join(`\n\n${RULE}\n\n`)
    .concat('\n');
}

/** The folder of the package that a module or an asset comes from, from the project's folder on; null: it is our own. */
export const packageOf = (path: string): string | null =>
  /node_modules\/(?:.*node_modules\/)?(?:@[^/]+\/)?[^@/][^/]*(?=\/)/.exec(path)?.[0] ?? null;

/** The file's name in the built page, from where the package takes it. */
export const NOTICES_FILE = 'third-party-notices.txt';

/**
 * Two plugins for the build: `note` notes the packages whose modules or files are taken into a bundle, fonts too; `write` puts the
 * notices of these and of all production packages beside the page.
 * @param root the project's folder
 */
export function thirdPartyNotices(root: string): { note: Plugin; write: Plugin } {
  const bundled = new Set<string>();
  const note: Plugin = {
    name: 'descent:bundled-packages',
    generateBundle(_, bundle) {
      const paths = Object.values(bundle).flatMap(file =>
        file.type === 'chunk' ? Object.keys(file.modules) : file.originalFileNames,
      );
      for (const path of paths) {
        const folder = packageOf(path);
        if (folder !== null) bundled.add(folder);
      }
    },
  };
  const write: Plugin = {
    name: 'descent:third-party-notices',
    generateBundle: {
      order: 'post',
      handler() {
        const folders = [...new Set([...productionPackages(root), ...bundled])].sort();
        const notices = folders.map(folder => noticeOf(root, folder));
        const source = noticesText(notices, name => read(root, 'resources', 'licences', `${name}.txt`));
        this.emitFile({ type: 'asset', fileName: NOTICES_FILE, source });
      },
    },
  };
  return { note, write };
}
