import { summaryColumns } from './summary-text.ts';

const tab = '\t';
const headLines = 3;
const sourceColumn = summaryColumns.indexOf('source');
const destinationColumn = summaryColumns.indexOf('destination');

/** Where a column of a row begins; -1 where it has fewer. */
function columnAt(row: string, column: number): number {
  let at = 0;
  for (let passed = 0; passed < column; passed += 1) {
    at = row.indexOf(tab, at) + 1;
    if (at === 0) return -1;
  }
  return at;
}

function addressIn(row: string, column: number): string {
  const at = columnAt(row, column);
  return at === -1 ? '' : row.slice(at, row.indexOf(tab, at));
}

/**
 * A summary of flows without the rows that have neither end at one of some addresses; they are left empty, so that each of the
 * others stands in the line it stood in.
 */
export function keepRows(text: string, isWanted: (address: string) => boolean): string {
  return text
    .split('\n')
    .map((row, index) => {
      const isKept = index < headLines || isWanted(addressIn(row, sourceColumn)) || isWanted(addressIn(row, destinationColumn));
      return isKept ? row : '';
    })
    .join('\n');
}
