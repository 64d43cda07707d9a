/** What one benchmark measured: a table with one row a tool, `map` first. */
export interface Figure {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly FigureRow[];
  /** What the reader has to know: peers that are not installed, what is counted. */
  readonly notes: readonly string[];
}

export interface FigureRow {
  readonly name: string;
  /** One a column; absent where it makes no sense. */
  readonly values: readonly (number | undefined)[];
  /** The lowest and the highest of the rounds, one a column as well. */
  readonly ranges?: readonly (Range | undefined)[];
}

type Range = readonly [low: number, high: number];

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = sorted.length % 2 === 1 ? [middle, middle] : [middle - 1, middle];
  return ((sorted[low] ?? Number.NaN) + (sorted[high] ?? Number.NaN)) / 2;
}

export const rangeOf = (values: readonly number[]): Range => [Math.min(...values), Math.max(...values)];

/** The ratios of paired runs: what the machine did meanwhile hits both halves of a pair. */
export const pairedRatios = (a: readonly number[], b: readonly number[]): readonly number[] =>
  a.map((value, index) => value / (b[index] ?? Number.NaN));

export const pairedRatio = (a: readonly number[], b: readonly number[]): number => median(pairedRatios(a, b));

/** Three digits are more than any of this is good for. */
function numberText(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '-';
  if (value >= 1000) return Math.round(value).toLocaleString('en-US');
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function cellText(value: number | undefined, range: Range | undefined): string {
  return range === undefined ? numberText(value) : `${numberText(value)} (${range.map(numberText).join(' to ')})`;
}

const rowText = ({ name, values, ranges }: FigureRow): readonly string[] => [
  name,
  ...values.map((value, column) => cellText(value, ranges?.[column])),
];

export function renderFigure(figure: Figure): string {
  const table = [['', ...figure.columns], ...figure.rows.map(rowText)];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  return [figure.title, ...table.map((row) => `  ${line(row)}`), ...figure.notes.map((note) => `  ${note}`), ''].join('\n');
}
