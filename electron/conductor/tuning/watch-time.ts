/** A timer can't wait longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const SHORTEST_MS = 250;
/** It looks again after that part of what is left. */
const SHARE = 1 / 4;

/**
 * Calls `end` once no time is left. How much is left changes with how long things really take, so it looks again and again, the sooner the less there is.
 * @param left ms; infinite: there is no end to it
 * @returns ends the watch
 */
export function watchTime(
  left: () => Promise<number>,
  end: () => void,
  onDefect: (error: unknown) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const look = async (): Promise<void> => {
    const ms = await left();
    if (isOver || ms === Number.POSITIVE_INFINITY) return;
    if (ms <= 0) end();
    else timer = setTimeout(again, Math.min(Math.max(SHARE * ms, SHORTEST_MS), LONGEST_TIMER_MS));
  };
  const again = (): void => void look().catch(onDefect);
  again();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
