import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** A thing (a module, a folder) with what it imports. */
type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Modules, by path, with the modules of the project that they import. */
function modules(pattern: string): Graph {
  const paths = globSync(pattern);
  const imports = paths.map(path => {
    const named = readFileSync(path, 'utf8').matchAll(/(?:from|import|import\() ?'((?:#|\.{1,2}\/)[^']+)'/g);
    const found = [...named].map(([, name = '']) =>
      name.startsWith('#') ? name.slice(1) : normalize(join(dirname(path), name)),
    );
    return [path, new Set(found)] as const;
  });
  return new Map(imports);
}

/** The same between the places (folders, mostly) that modules lie in. What nobody imports, as an entry is, ties its place to nothing. */
function between(graph: Graph, placeOf: (path: string) => string): Graph {
  const imported = new Set([...graph.values()].flatMap(all => [...all]));
  const places = new Map<string, Set<string>>();
  for (const [path, all] of graph) {
    if (!imported.has(path)) continue;
    const own = placeOf(path);
    const others = places.get(own) ?? new Set();
    places.set(own, others);
    for (const other of all) if (placeOf(other) !== own) others.add(placeOf(other));
  }
  return places;
}

/** The first way found that leads from a thing back to itself; null where there is none. */
function circleIn(graph: Graph): string[] | null {
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (node: string): string[] | null => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return null;
    done.add(node);
    way.push(node);
    for (const next of graph.get(node) ?? []) {
      const circle = visit(next);
      if (circle) return circle;
    }
    way.pop();
    return null;
  };
  for (const node of graph.keys()) {
    const circle = visit(node);
    if (circle) return circle;
  }
  return null;
}

const electron = modules('electron/**/*.ts');
/** `electron/store`, `electron/conductor/trials`: the conductor's folders count each for itself. */
const roomOf = (path: string): string => /^electron\/(conductor\/\w+(?=\/)|\w+)/.exec(path)?.[0] ?? dirname(path);

describe('circles', () => {
  it('are found where there are some', () => {
    const graph = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c', 'd'])],
      ['c', new Set<string>()],
      ['d', new Set(['b'])],
    ]);
    expect(circleIn(graph)).toEqual(['b', 'd', 'b']);
  });

  it('are in none of the modules of electron/', () => {
    expect(electron.size).toBeGreaterThan(100);
    expect(circleIn(electron)).toBeNull();
  });

  it('are in none of the modules of shared/', () => {
    const shared = modules('shared/**/*.ts');
    expect(shared.size).toBeGreaterThan(100);
    expect(circleIn(shared)).toBeNull();
  });

  it('are in none of the modules of renderer/, nor between its rooms', () => {
    const renderer = modules('renderer/**/*.{ts,tsx}');
    expect(renderer.size).toBeGreaterThan(100);
    expect(circleIn(renderer)).toBeNull();
    // Of the stages each folder counts for itself, and so does the list of them.
    const rooms = between(renderer, path => /^renderer\/(stages\/[\w.-]+|[\w-]+(?=\/))/.exec(path)?.[0] ?? path);
    expect([...rooms.keys()]).toContain('renderer/stages/learning-rate');
    expect(circleIn(rooms)).toBeNull();
  });

  it('are not between the rooms of electron/', () => {
    const rooms = between(electron, roomOf);
    expect([...rooms.keys()]).toContain('electron/conductor/trials');
    expect(circleIn(rooms)).toBeNull();
  });

  it('are not between the folders of the store', () => {
    const folders = between(new Map([...electron].filter(([path]) => path.startsWith('electron/store/'))), dirname);
    expect([...folders.keys()].sort()).toEqual(['electron/store', 'electron/store/migrations', 'electron/store/rows']);
    expect(circleIn(folders)).toBeNull();
  });

  it('are not between the folders of the data', () => {
    const folders = between(new Map([...electron].filter(([path]) => path.startsWith('electron/data/'))), dirname);
    expect([...folders.keys()]).toContain('electron/data/split/near-duplicates');
    expect(circleIn(folders)).toBeNull();
  });
});
