import type { Role } from '../domain/own-command.ts';
import { fitsRole, roleNamed } from './roles.ts';
import { type RoleValues, writtenNumber } from './template.ts';

/** A setting in a file, by where its value stands in the text. */
export interface Setting {
  role: Role;
  name: string;
  from: number;
  written: string;
}

/** `lr: 0.1`, `"lr": 0.1`, `lr: 0.1  # comment`: a line of YAML, or a member of JSON or of a YAML flow mapping. */
const SETTING =
  /(^|[{,])([ \t\r\n]*(?:- +)?)(["']?)([A-Za-z][\w.-]*)\3([ \t]*:[ \t]*)([^\s,}\]#"']+)(?=[ \t]*(?:$|[,}\]#]|\r))/gm;

/** Roles that a file of settings decides. */
const IN_FILES: ReadonlySet<Role> = new Set(['learningRate', 'batchSize', 'momentum', 'steps', 'epochs', 'seed']);

/** The settings of a YAML or JSON text that have a role, in their order. A role that several have is a person's to decide. */
export function settingsIn(text: string): Setting[] {
  return [...text.matchAll(SETTING)].flatMap(match => {
    const [whole, , , , name = '', , written = ''] = match;
    const role = roleNamed(name);
    if (!role || !IN_FILES.has(role) || !fitsRole(role, written)) return [];
    return { role, name, from: match.index + whole.length - written.length, written };
  });
}

/** The same text with other values; everything else, comments too, stays as it is. @param settings of `settingsIn`, one a role */
export function withSettings(text: string, settings: readonly Setting[], values: RoleValues): string {
  let changed = text;
  for (const { role, from, written } of [...settings].sort((a, b) => b.from - a.from)) {
    const value = values[role];
    if (value === undefined) continue;
    const shown = typeof value === 'number' ? writtenNumber(value) : value;
    changed = changed.slice(0, from) + shown + changed.slice(from + written.length);
  }
  return changed;
}
