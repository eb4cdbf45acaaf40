/** Sets of rows that grow together (union by index, path halving): the smallest row of a set stands for it. */
export class UnionFind {
  private readonly parent: Int32Array;

  constructor(rows: number) {
    this.parent = Int32Array.from({ length: rows }, (_, row) => row);
  }

  /** The row that stands for the set of `row`. */
  find(row: number): number {
    const { parent } = this;
    let at = row;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  unite(a: number, b: number): void {
    const [x, y] = [this.find(a), this.find(b)];
    if (x < y) this.parent[y] = x;
    else this.parent[x] = y;
  }

  /** `[rows]`: for each row the one that stands for its set. */
  groups(): Int32Array {
    return this.parent.map((_, row) => this.find(row));
  }
}
