const KEY = 'descent.kept-decisions';
/** Older ones are forgotten. */
const MOST = 100;

/** A decision that was made on other data, kept for the data of that digest. */
const entryOf = (decisionId: string, dataDigest: string): string => `${decisionId} ${dataDigest}`;

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(entry => typeof entry === 'string') : [];
  } catch {
    return [];
  }
}

/** Whether the person said in this browser that a decision holds for these data too. */
export const isKept = (decisionId: string, dataDigest: string): boolean =>
  read().includes(entryOf(decisionId, dataDigest));

/** Keeps a decision for other data; where the browser keeps nothing, it is asked again next time. */
export function keepDecision(decisionId: string, dataDigest: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([...read(), entryOf(decisionId, dataDigest)].slice(-MOST)));
  } catch {
    // Storage is full or forbidden.
  }
}
