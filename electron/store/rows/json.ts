const MARK = '$number';

/** JSON that keeps what JSON loses: NaN, infinities and -0 become `{"$number": "NaN"}` and so on. */
export function toJson(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, item) =>
    typeof item === 'number' && (!Number.isFinite(item) || Object.is(item, -0))
      ? { [MARK]: Object.is(item, -0) ? '-0' : String(item) }
      : item,
  );
}

/** The value that `toJson` was given. */
export function fromJson(json: string): unknown {
  return JSON.parse(json, (_key, item) =>
    typeof item === 'object' && item !== null && MARK in item ? Number(item[MARK]) : item,
  );
}
