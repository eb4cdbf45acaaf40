import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isKept, keepDecision } from '#renderer/learning-rate/kept-decisions.ts';

describe('a decision that is kept for other data', () => {
  const stored = new Map<string, string>();
  beforeEach(() => {
    stored.clear();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
    });
    return () => vi.unstubAllGlobals();
  });

  it('is kept for those data alone', () => {
    expect(isKept('a', 'new')).toBe(false);
    keepDecision('a', 'new');
    expect(isKept('a', 'new')).toBe(true);
    expect(isKept('a', 'newer')).toBe(false);
    expect(isKept('b', 'new')).toBe(false);
  });

  it('is asked for again where the browser keeps nothing, or holds something else there', () => {
    keepDecision('a', 'new');
    for (const key of stored.keys()) stored.set(key, '{"not": "a list"}');
    expect(isKept('a', 'new')).toBe(false);
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw new Error('forbidden');
      },
      setItem: () => {
        throw new Error('forbidden');
      },
    });
    keepDecision('a', 'new');
    expect(isKept('a', 'new')).toBe(false);
  });
});
