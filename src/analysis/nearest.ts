/** Edits (insert, delete, replace, swap of neighbours) between two short texts: optimal string alignment. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const edits = [(above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (above[column - 1] ?? 0) + same];
      current.push(Math.min(...edits, swapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY));
    }
    before = above;
    above = current;
  }
  return above[b.length] ?? 0;
}

/** Longest text compared: nobody mistypes more, and hosts choose their names. */
const longest = 64;

function score(wanted: string, name: string): number {
  const candidate = name.toLowerCase().slice(0, longest);
  if (candidate === wanted) return 0;
  if (candidate.startsWith(wanted) || wanted.startsWith(candidate)) return 0.5;
  return candidate.includes(wanted) ? 1 : distance(wanted, candidate);
}

/** At most `most` of the names that somebody who typed `text` may have meant, the likeliest first. */
export function nearest(text: string, names: Iterable<string>, most = 3): string[] {
  const wanted = text.toLowerCase().slice(0, longest);
  if (wanted === '') return [];
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  return [...new Set(names)]
    .map((name) => ({ name, score: score(wanted, name) }))
    .filter((candidate) => candidate.score <= limit)
    .sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}
