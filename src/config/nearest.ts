/** Edit distance in which swapping two neighbours, the commonest typing mistake, is one step (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swap = swapped ? (before[column - 2] ?? 0) + 1 : substitution;
      current.push(Math.min(substitution, swap, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}

const plain = (word: string): string => word.toLowerCase().replaceAll(/[-_]/g, '').slice(0, 64);

/** The known word that was most likely meant, where one is close enough. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const typed = plain(word);
  const ranked = known.map((candidate) => ({ candidate, distance: editDistance(typed, plain(candidate)) }));
  const [best] = ranked.toSorted((a, b) => a.distance - b.distance);
  const farthest = Math.max(1, Math.floor(Math.min(typed.length, 12) / 3));
  return best !== undefined && best.distance <= farthest ? best.candidate : undefined;
}
