import type { CommandTemplate, Role } from '../domain/own-command.ts';
import { shownArguments } from './shown.ts';
import { partsWritten } from './template.ts';

/** A part of a command as it is shown: one argument, or a flag with its value, without what looks like a secret. */
export interface ShownPart {
  text: string;
  role: Role | null;
}

/** A command in the parts that a person sees: each role with its flag, what lies between them in one piece each. */
export function shownParts(template: CommandTemplate): ShownPart[] {
  const argv = template.map(partsWritten);
  const texts = shownArguments(argv);
  const parts: ShownPart[] = [];
  template.forEach((argument, i) => {
    const text = texts[i] ?? '';
    const role = argument.flatMap((part): Role[] => ('role' in part ? [part.role] : []))[0] ?? null;
    const before = parts.at(-1);
    const flag = argv[i - 1] ?? '';
    const takesFlag = role !== null && argument.length === 1 && i > 1 && /^--?[A-Za-z][^=]*$/.test(flag);
    if (takesFlag && before?.role === null) {
      before.text = before.text.slice(0, before.text.length - (texts[i - 1] ?? '').length).trimEnd();
      if (before.text === '') parts.pop();
      parts.push({ text: `${texts[i - 1]} ${text}`, role });
    } else if (role === null && before?.role === null) before.text += ` ${text}`;
    else parts.push({ text, role });
  });
  return parts;
}
