/**
 * The p-values of many looks at once, adjusted so that of all that are called with a value under q no
 * more than the share q is expected to be chance (Benjamini and Hochberg 1995). In the order given.
 */
export function adjustedForDiscovery(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => pValues[b]! - pValues[a]!);
  const adjusted: number[] = Array.from({ length: pValues.length }, () => 1);
  let least = 1;
  order.forEach((index, place) => {
    least = Math.min(least, (pValues[index]! * pValues.length) / (pValues.length - place));
    adjusted[index] = least;
  });
  return adjusted;
}
