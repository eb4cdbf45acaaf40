/**
 * Entropy of class frequencies in nats, −Σ p · ln p: the cross-entropy of always answering with the frequencies, and so
 * the bar that training must beat. ln C where C classes are equally frequent.
 * @param counts rows of each class; a class without rows adds nothing.
 */
export function entropyOf(counts: readonly number[]): number {
  const total = counts.reduce((sum, n) => sum + n, 0);
  return counts.reduce((sum, n) => (n === 0 ? sum : sum - (n / total) * Math.log(n / total)), 0);
}
