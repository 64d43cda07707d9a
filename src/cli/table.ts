import type { ReportColumn, ReportTable } from '../model/report.ts';
import { displayWidth, pad, paint, sanitize, truncate } from './terminal.ts';

export interface TableLook {
  /** Cells of a line; undefined never cuts. */
  readonly width: number | undefined;
  readonly color: boolean;
}

const gap = '  ';
/** A column is narrowed to this before the next one is touched. */
const comfortable = 10;
const least = 3;

const widest = (cells: readonly string[]): number => cells.reduce((most, cell) => Math.max(most, displayWidth(cell)), 0);

/** Takes `excess` cells from the widest of some columns, none below `floor`; returns what is left to take. */
function narrow(widths: number[], members: readonly number[], floor: number, excess: number): number {
  let left = excess;
  while (left > 0) {
    const sizes = members.map((member) => widths[member] ?? 0);
    const top = Math.max(...sizes);
    if (top <= floor) return left;
    // Level the widest ones down to the next size at once: a cell at a time is slow for a long one.
    const leaders = members.filter((member) => widths[member] === top);
    const next = Math.max(floor, ...sizes.filter((size) => size < top));
    const step = Math.min(top - next, Math.max(1, Math.floor(left / leaders.length)));
    for (const leader of leaders.slice(0, Math.ceil(left / step))) {
      widths[leader] = top - step;
      left -= step;
    }
  }
  return 0;
}

/** Widths that fit, narrowing columns with a high `shrink` first, then everything. */
function fitWidths(natural: readonly number[], columns: readonly ReportColumn[], width: number): number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, cells) => sum + cells, gap.length * (widths.length - 1)) - width;
  const ranks = [...new Set(columns.map(({ shrink = 0 }) => shrink))].sort((a, b) => b - a);
  for (const floor of [comfortable, least]) {
    for (const rank of ranks) {
      if (excess <= 0) return widths;
      const members = columns.flatMap(({ shrink = 0 }, index) => (shrink === rank ? [index] : []));
      excess = narrow(widths, members, floor, excess);
    }
  }
  return widths;
}

function renderRow(cells: readonly string[], columns: readonly ReportColumn[], widths: readonly number[]): string {
  const padded = columns.map(({ align = 'left' }, index) => {
    const width = widths[index] ?? 0;
    return pad(truncate(cells[index] ?? '', width), width, align);
  });
  return padded.join(gap).trimEnd();
}

/**
 * A table as aligned text, one line a row, ending in a newline. Cells come from hosts: every one is
 * made safe for a terminal here. With a width, columns are cut until the table fits.
 */
export function renderTable(table: ReportTable, look: TableLook): string {
  const { columns } = table;
  const header = columns.map(({ name }) => name.toUpperCase());
  const rows = table.rows.map((row) => row.map(sanitize));
  const natural = columns.map((_, index) => widest([header[index] ?? '', ...rows.map((row) => row[index] ?? '')]));
  const widths = look.width === undefined ? natural : fitWidths(natural, columns, look.width);
  const fitted = (line: string): string => (look.width === undefined ? line : truncate(line, look.width));
  const title = table.title === undefined ? [] : [paint(fitted(sanitize(table.title)), 'bold', look.color)];
  const lines = rows.map((row) => fitted(renderRow(row, columns, widths)));
  return `${[...title, paint(fitted(renderRow(header, columns, widths)), 'dim', look.color), ...lines].join('\n')}\n`;
}
