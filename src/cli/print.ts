import { count } from '../analysis/estate.ts';
import { clockAndAge } from '../analysis/time-text.ts';
import type { Report, ReportTable } from '../model/report.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Context } from './context.ts';
import { columnsLeftOut, renderTable } from './table.ts';
import { paint, sanitize, sanitizeJson, screenWidth, wrap } from './terminal.ts';

/** A document on standard output, safe for a terminal. */
export function printJson({ io }: Context, document: unknown): void {
  io.stdout.write(`${sanitizeJson(JSON.stringify(document, null, 2))}\n`);
}

/** A remark for a person on standard error; not with `--quiet`, not beside JSON. */
export function note({ io, options }: Context, text: string, style: (line: string) => string = (line) => line): void {
  if (options.quiet || options.json) return;
  io.stderr.write(`${wrap(sanitize(text), screenWidth(io.stderr)).map(style).join('\n')}\n`);
}

/** The same as a function, for what knows nothing of a context. */
export const noteOn =
  (context: Context) =>
  (text: string): void =>
    note(context, text);

/** Says how old the map is and what it lacks: nobody should take last week's map for today's. */
export function noteSnapshot(context: Context, { snapshot, coverage }: Snapshot): void {
  const name = snapshot.label === undefined ? snapshot.id : `${snapshot.id} (${snapshot.label})`;
  const when = clockAndAge(snapshot.takenAt, context.io.now());
  const failed = coverage.failed.length === 0 ? '' : `; ${count(coverage.failed.length, 'target')} failed: map coverage`;
  note(context, `snapshot ${name}, ${when}${failed}`);
}

/** What a command needs beside its words to read the same database: nothing for the usual one. */
export const databaseFlag = ({ options: { db } }: Context): string => (db === './map.db' ? '' : ` --db ${shellWord(db)}`);

/** A word as a shell takes it: in single quotes where it holds more than names and addresses do. */
export const shellWord = (word: string): string => (/^[\w.:@%/+,~=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** A table on standard output, cut to the terminal, with a remark on what had no room at all; whole in a pipe. */
export function printTable(context: Context, table: ReportTable): void {
  const { io, color } = context;
  const width = screenWidth(io.stdout);
  io.stdout.write(renderTable(table, { width, color }));
  const names = columnsLeftOut(table, width);
  if (names.length === 0) return;
  const text = `columns left out at this width: ${names.join(', ')}; widen the terminal, or use --json or a pipe`;
  note(context, text, (line) => paint(line, 'dim', color && io.stderr.isTTY === true));
}

/** One list: an array of the document's objects with `--json`, else a table, else a remark that it is empty. */
export function printList(
  context: Context,
  snapshot: Snapshot,
  items: readonly unknown[],
  table: ReportTable,
  whenEmpty = 'nothing matches',
): void {
  if (context.options.json) {
    printJson(context, items);
    return;
  }
  if (items.length > 0) printTable(context, table);
  else note(context, whenEmpty);
  noteSnapshot(context, snapshot);
}

function renderHead({ title, summary }: Report, { io, color }: Context): string {
  const width = screenWidth(io.stdout);
  const titles = wrap(sanitize(title), width).map((line) => paint(line, 'bold', color));
  const lines = summary.flatMap((line) => wrap(`  ${sanitize(line)}`, width, '    '));
  return `${[...titles, ...lines].join('\n')}\n`;
}

/** A report as its document with `--json`, else as text: title, what matters, tables. */
export function printReport(context: Context, report: Report): void {
  const { io, options } = context;
  if (options.json) {
    printJson(context, report.document);
    return;
  }
  io.stdout.write(renderHead(report, context));
  for (const table of report.tables) {
    if (table.rows.length === 0) continue;
    io.stdout.write('\n');
    printTable(context, table);
  }
}
