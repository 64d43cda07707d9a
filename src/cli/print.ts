import { ago, clock } from '../analysis/time-text.ts';
import type { Report, ReportTable } from '../model/report.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Context } from './context.ts';
import { renderTable } from './table.ts';
import { paint, sanitize, sanitizeJson, screenWidth } from './terminal.ts';

/** A document on standard output, safe for a terminal. */
export function printJson({ io }: Context, document: unknown): void {
  io.stdout.write(`${sanitizeJson(JSON.stringify(document, null, 2))}\n`);
}

/** A remark for a person on standard error; not with `--quiet`, not beside JSON. */
export function note({ io, options }: Context, text: string): void {
  if (!options.quiet && !options.json) io.stderr.write(`${sanitize(text)}\n`);
}

/** Says how old the map is and what it lacks: nobody should take last week's map for today's. */
export function noteSnapshot(context: Context, { snapshot, coverage }: Snapshot): void {
  const name = snapshot.label === undefined ? snapshot.id : `${snapshot.id} (${snapshot.label})`;
  const when = `${clock(snapshot.takenAt)}, ${ago(snapshot.takenAt, context.io.now())}`;
  const failed = coverage.failed.length === 0 ? '' : `; ${coverage.failed.length} targets failed: see map coverage`;
  note(context, `snapshot ${name}, ${when}${failed}`);
}

/** A table on standard output, cut to the terminal; whole in a pipe. */
export function printTable({ io, color }: Context, table: ReportTable): void {
  io.stdout.write(renderTable(table, { width: screenWidth(io.stdout), color }));
}

/** One list: an array of the document's objects with `--json`, else a table, else a remark that it is empty. */
export function printList(context: Context, snapshot: Snapshot, items: readonly unknown[], table: ReportTable): void {
  if (context.options.json) {
    printJson(context, items);
    return;
  }
  if (items.length > 0) printTable(context, table);
  else note(context, 'nothing matches');
  noteSnapshot(context, snapshot);
}

function renderHead({ title, summary }: Report, color: boolean): string {
  const lines = summary.map((line) => `  ${sanitize(line)}`);
  return `${[paint(sanitize(title), 'bold', color), ...lines].join('\n')}\n`;
}

/** A report as its document with `--json`, else as text: title, what matters, tables. */
export function printReport(context: Context, report: Report): void {
  const { io, options, color } = context;
  if (options.json) {
    printJson(context, report.document);
    return;
  }
  io.stdout.write(renderHead(report, color));
  for (const table of report.tables) {
    if (table.rows.length === 0) continue;
    io.stdout.write('\n');
    printTable(context, table);
  }
}
