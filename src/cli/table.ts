import type { ReportColumn, ReportTable } from '../model/report.ts';
import { displayWidth, pad, paint, sanitize, truncate, truncateWords, wrap } from './terminal.ts';

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

/** A column with all its cells, ready to be laid out. */
interface Column {
  readonly column: ReportColumn;
  readonly header: string;
  readonly cells: readonly string[];
  readonly natural: number;
}

function columnsOf({ columns, rows }: ReportTable): Column[] {
  return columns.map((column, index) => {
    const header = column.name.toUpperCase();
    const cells = rows.map((row) => sanitize(row[index] ?? ''));
    return { column, header, cells, natural: widest([header, ...cells]) };
  });
}

/** An optional column that says nothing of any row takes room for nothing. */
const isTelling = ({ column, cells }: Column): boolean => column.optional === undefined || cells.some((cell) => cell !== '');

/** Leaves out optional columns, the least needed first, until the others fit as they are. */
function choose(columns: readonly Column[], width: number): readonly Column[] {
  const total = columns.reduce((sum, { natural }) => sum + natural + gap.length, -gap.length);
  const rank = Math.max(0, ...columns.map(({ column }) => column.optional ?? 0));
  if (total <= width || rank === 0) return columns;
  return choose(
    columns.filter(({ column }) => column.optional !== rank),
    width,
  );
}

/** Names of the columns that have something to say and no room at a width, as their headers spell them. */
export function columnsLeftOut(table: ReportTable, width: number | undefined): readonly string[] {
  if (width === undefined) return [];
  const telling = columnsOf(table).filter(isTelling);
  const chosen = new Set(choose(telling, width));
  return telling.flatMap((column) => (chosen.has(column) || column.column.repeats === true ? [] : [column.header]));
}

/** Lines a cell may take where it wraps: a host's message may be as long as it likes. */
const mostLines = 8;

/** A cell as the lines it takes, each at most `width` cells. */
function cellLines(cell: string, { wrap: wraps }: ReportColumn, width: number): readonly string[] {
  if (wraps !== true || displayWidth(cell) <= width) return [truncateWords(cell, width)];
  const lines = wrap(truncate(cell, width * mostLines).replace(/ +/g, ' '), width);
  return lines.map((line) => truncate(line, width));
}

/** A row as the lines it takes: one, but for cells that wrap. */
function renderRow(cells: readonly string[], columns: readonly Column[], widths: readonly number[]): readonly string[] {
  const parts = columns.map(({ column }, index) => cellLines(cells[index] ?? '', column, widths[index] ?? 0));
  const height = Math.max(1, ...parts.map(({ length }) => length));
  return Array.from({ length: height }, (_, at) =>
    columns
      .map(({ column }, index) => pad(parts[index]?.[at] ?? '', widths[index] ?? 0, column.align ?? 'left'))
      .join(gap)
      .trimEnd(),
  );
}

/**
 * A table as aligned text, one line a row where no column wraps, ending in a newline. Cells come from hosts: every one is
 * made safe for a terminal here. With a width, optional columns are left out and others cut until it fits.
 */
export function renderTable(table: ReportTable, { width, color }: TableLook): string {
  const all = columnsOf(table);
  const columns = width === undefined ? all : choose(all.filter(isTelling), width);
  const natural = columns.map((column) => column.natural);
  const widths =
    width === undefined
      ? natural
      : fitWidths(
          natural,
          columns.map(({ column }) => column),
          width,
        );
  const lines = (cells: readonly string[]): readonly string[] => {
    const texts = renderRow(cells, columns, widths);
    return width === undefined ? texts : texts.map((text) => truncate(text, width));
  };
  const title = table.title === undefined ? [] : wrap(sanitize(table.title), width).map((text) => paint(text, 'bold', color));
  const header = lines(columns.map((column) => column.header)).map((text) => paint(text, 'dim', color));
  const rows = table.rows.flatMap((_, index) => lines(columns.map(({ cells }) => cells[index] ?? '')));
  return `${[...title, ...header, ...rows].join('\n')}\n`;
}
