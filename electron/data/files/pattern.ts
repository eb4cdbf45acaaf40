/**
 * Whether names match a pattern in which each `*` stands for any characters, and everything else for itself. In linear
 * time, however many stars there are.
 */
export function matcher(pattern: string): (name: string) => boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return name => name === pattern;
  return name => {
    if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
    let from = first.length;
    for (const part of others) {
      const at = name.indexOf(part, from);
      if (at < 0) return false;
      from = at + part.length;
    }
    return from <= name.length - last.length;
  };
}
