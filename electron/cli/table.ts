import Table from 'cli-table3';

/** Rows under a head as plain text; `right` names the columns that hold numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], right: readonly number[]): string {
  const bare = Object.fromEntries(
    ['top', 'bottom', 'left', 'right', 'mid', 'middle']
      .flatMap(side => [side, `${side}-mid`, `${side}-left`, `${side}-right`, `${side}-mid`])
      .map(name => [name, '']),
  );
  const out = new Table({
    chars: { ...bare, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: head.map((_, i) => (right.includes(i) ? 'right' : 'left')),
  });
  out.push([...head], ...rows.map(row => [...row]));
  return out
    .toString()
    .split('\n')
    .map(line => line.trimEnd())
    .join('\n');
}
