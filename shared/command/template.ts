import type { CommandTemplate, Part, Role } from '../domain/own-command.ts';
import { fitsRole, PLACEHOLDERS, placeholderOf, roleNamed } from './roles.ts';

/** A place in a command where a value with a role may stand: which argument, and from which character on. */
export interface Place {
  role: Role;
  argument: number;
  from: number;
  written: string;
  /** Its name in the command, as it stands there: `--lr`, `optimizer.lr`. */
  name: string;
}

/** A command as it was understood. */
export interface ParsedCommand {
  template: CommandTemplate;
  /** The values with a role, in the order in which they stand. */
  found: Place[];
  /** Of one role several: a person says which of them, or writes its placeholder there. None of them is in the template. */
  asked: { role: Role; places: Place[] }[];
  /** Placeholders in braces that mean nothing here. */
  unknown: string[];
}

/** `--lr=0.1`, `optimizer.lr=0.1` */
const ASSIGNED = /^([-+~]{0,2}[A-Za-z][\w./-]*)=(.*)$/s;
const BRACES = /\{([a-z]+)\}/g;

/**
 * Finds the roles in a command's arguments: by well-known names of flags (`--lr 0.1`, `--lr=0.1`) and settings (`optimizer.lr=0.1`), and by
 * placeholders (`{lr}`), which count before any guess. The program, and what comes before the first flag, has no role.
 * @param answers of roles that were asked: which place it is; null: none of them
 */
export function parseCommand(
  argv: readonly string[],
  answers: Partial<Record<Role, Pick<Place, 'argument' | 'from'> | null>> = {},
): ParsedCommand {
  const held = new Set<Role>();
  const unknown: string[] = [];
  for (const argument of argv)
    for (const [braces, name = ''] of argument.matchAll(BRACES)) {
      const role = PLACEHOLDERS[name];
      if (role) held.add(role);
      else unknown.push(braces);
    }
  const byRole = new Map<Role, Place[]>();
  for (const place of placesIn(argv))
    if (!held.has(place.role)) byRole.set(place.role, [...(byRole.get(place.role) ?? []), place]);
  for (const [role, answer] of Object.entries(answers) as [Role, Pick<Place, 'argument' | 'from'> | null][])
    if (answer && !held.has(role)) {
      const chosen = possiblePlaces(argv, role).find(
        ({ argument, from }) => argument === answer.argument && from === answer.from,
      );
      if (chosen) byRole.set(role, [chosen]);
    }
  const found: Place[] = [];
  const asked: ParsedCommand['asked'] = [];
  for (const [role, places] of byRole) {
    const answer = answers[role];
    if (answer === null) continue;
    const chosen = answer
      ? places.find(({ argument, from }) => argument === answer.argument && from === answer.from)
      : places.length === 1
        ? places[0]
        : undefined;
    if (chosen) found.push(chosen);
    else asked.push({ role, places });
  }
  found.sort((a, b) => a.argument - b.argument);
  const template = argv.map((argument, i) => partsOf(argument, found.find(place => place.argument === i) ?? null));
  return { template, found, asked, unknown };
}

/** Every value that a name gives a role. A flag that is there twice counts where it stands last, as argparse has it. */
function placesIn(argv: readonly string[]): Place[] {
  const places: Place[] = [];
  const add = (place: Place): void => {
    const before = places.findIndex(({ role, name }) => role === place.role && name === place.name);
    if (before >= 0) places.splice(before, 1);
    places.push(place);
  };
  for (let i = 1; i < argv.length; i++) {
    const argument = argv[i] as string;
    const [, name, value] = ASSIGNED.exec(argument) ?? [];
    if (name !== undefined && value !== undefined) {
      const role = roleNamed(name);
      if (role && fitsRole(role, value)) add({ role, argument: i, from: name.length + 1, written: value, name });
      continue;
    }
    const role = /^--?[A-Za-z]/.test(argument) ? roleNamed(argument) : null;
    const next = argv[i + 1];
    if (role && next !== undefined && fitsRole(role, next))
      add({ role, argument: i + 1, from: 0, written: next, name: argument });
  }
  return places;
}

/**
 * Every value of a command that could have a role, as a person may say where no name does: those that its names give it first, then
 * whatever else is written as such a value is.
 */
export function possiblePlaces(argv: readonly string[], role: Role): Place[] {
  const named = placesIn(argv).filter(place => place.role === role);
  const others = argv.flatMap((argument, i): Place[] => {
    if (i === 0) return [];
    const [, name, value] = ASSIGNED.exec(argument) ?? [];
    if (name !== undefined && value !== undefined)
      return fitsRole(role, value) ? [{ role, argument: i, from: name.length + 1, written: value, name }] : [];
    const flag = argv[i - 1] ?? '';
    const isFlagged = i > 1 && /^--?[A-Za-z][^=]*$/.test(flag);
    return isFlagged && fitsRole(role, argument) ? [{ role, argument: i, from: 0, written: argument, name: flag }] : [];
  });
  const isNamed = ({ argument }: Place): boolean => named.some(one => one.argument === argument);
  return [...named, ...others.filter(place => !isNamed(place))];
}

/** An argument in pieces: what stands before a value and the value, or text with placeholders. */
function partsOf(argument: string, place: Place | null): Part[] {
  if (place) {
    const value: Part = { role: place.role, written: place.written };
    return place.from === 0 ? [value] : [{ text: argument.slice(0, place.from) }, value];
  }
  const parts: Part[] = [];
  let from = 0;
  for (const match of argument.matchAll(BRACES)) {
    const role = PLACEHOLDERS[match[1] ?? ''];
    if (!role) continue;
    if (match.index > from) parts.push({ text: argument.slice(from, match.index) });
    parts.push({ role, written: null });
    from = match.index + match[0].length;
  }
  if (from < argument.length || parts.length === 0) parts.push({ text: argument.slice(from) });
  return parts;
}

/** The values that a run is started with, by role; one that is left out is written as the person wrote it. */
export type RoleValues = Partial<Record<Role, number | string>>;

/**
 * The arguments of a run, program first. A placeholder without a value stays as it is, but that of a checkpoint to go on from: a run that
 * begins has none, so its argument is left out, with the flag before it.
 */
export function renderCommand(template: CommandTemplate, values: RoleValues = {}): string[] {
  const begins = values.resume === undefined;
  const isLeftOut = (parts: readonly Part[] | undefined): boolean =>
    begins && (parts?.some(part => 'role' in part && part.role === 'resume' && part.written === null) ?? false);
  const isFlag = (parts: readonly Part[]): boolean =>
    parts.every(part => 'text' in part) && /^--?[A-Za-z][^=]*$/.test(written(parts, values));
  return template
    .filter(
      (parts, i) => !isLeftOut(parts) && !(isLeftOut(template[i + 1]) && isFlag(parts) && isWhole(template[i + 1])),
    )
    .map(parts => written(parts, values));
}

/** Whether an argument is one value and nothing else. */
const isWhole = (parts: readonly Part[] | undefined): boolean => parts?.length === 1;

/** An argument as the person wrote it. */
export const partsWritten = (parts: readonly Part[]): string => written(parts, {});

const written = (parts: readonly Part[], values: RoleValues): string =>
  parts
    .map(part => {
      if ('text' in part) return part.text;
      const value = values[part.role];
      if (value === undefined) return part.written ?? placeholderOf(part.role) ?? '';
      return typeof value === 'number' ? writtenNumber(value) : value;
    })
    .join('');

/** The roles that a command has a place for. */
export const rolesOf = (template: CommandTemplate): Set<Role> =>
  new Set(template.flatMap(parts => parts.flatMap(part => ('role' in part ? [part.role] : []))));

/** What a person wrote for a role; null: nothing, or a placeholder. */
export function writtenFor(template: CommandTemplate, role: Role): string | null {
  const parts = template.flat().filter(part => 'role' in part && part.role === role);
  return parts.reduce<string | null>((found, part) => found ?? ('role' in part ? part.written : null), null);
}

/** A number as every reader takes it: PyYAML reads `1e-7` as text, `1.0e-7` as a number. */
export const writtenNumber = (value: number): string => String(value).replace(/^(-?\d+)e/, '$1.0e');
