import { extname } from 'node:path';
import { Option } from 'commander';
import type { Exporter, PictureLevel } from '../export/exporter.ts';
import { UsageError } from '../model/usage-error.ts';
import type { CommandModule, Context } from './context.ts';
import { withStore } from './open-store.ts';
import { note, printJson, printTable } from './print.ts';
import { isSnapshotFile, readSnapshot, readStoredSnapshot, snapshotForms } from './resolve-snapshot.ts';
import { sanitizeLines } from './terminal.ts';
import type { WitnessLines } from './witness-lines.ts';
import { writeWholeFile } from './write-file.ts';

interface ExportFlags {
  readonly format?: string;
  readonly output?: string;
  readonly list?: boolean;
  readonly shared?: boolean;
  readonly configured?: boolean;
  readonly level?: PictureLevel;
  readonly snapshot?: string;
}

/** The format asked for, or the one the file's name ends in. Throws UsageError that lists them. */
function chooseExporter(exporters: readonly Exporter[], { format, output }: ExportFlags): Exporter {
  const names = exporters.map(({ name }) => name).join(', ');
  const ending = output === undefined ? '' : extname(output).slice(1).toLowerCase();
  const found = exporters.find((exporter) => (format === undefined ? exporter.extension === ending : exporter.name === format));
  if (found !== undefined) return found;
  if (format === undefined) throw new UsageError(`no format: name one with -f (${names})`);
  throw new UsageError(`${format}: no such format; one of ${names}`);
}

function listFormats(context: Context, exporters: readonly Exporter[]): void {
  const formats = exporters.map(({ name, extension, description }) => ({ name, extension, description }));
  if (context.options.json) {
    printJson(context, formats);
    return;
  }
  const columns = [{ name: 'format' }, { name: 'file' }, { name: 'what it is', shrink: 1, wrap: true }];
  printTable(context, {
    columns,
    rows: formats.map(({ name, extension, description }) => [name, `.${extension}`, description]),
  });
}

/**
 * Renders a snapshot. The raw lines behind its arrows are looked up when the format first asks for them,
 * because that means reading all the evidence again; a file has none.
 */
async function render(context: Context, flags: ExportFlags, exporter: Exporter): Promise<string | Uint8Array> {
  const { snapshot: text = 'latest', shared, configured, level } = flags;
  const look = {
    ...(shared === true ? { includeShared: true } : {}),
    ...(configured === true ? { includeConfigured: true } : {}),
    ...(level === undefined ? {} : { level }),
  };
  if (isSnapshotFile(text)) return exporter.render({ snapshot: await readSnapshot(context, text), ...look });
  const { readWitnessLines } = await import('./witness-lines.ts');
  return withStore(context, (store) => {
    const snapshot = readStoredSnapshot(context, store, text);
    let found: WitnessLines | undefined;
    const witnessLines: WitnessLines = (id) => {
      found ??= readWitnessLines(store, snapshot);
      return found(id);
    };
    return exporter.render({ snapshot, witnessLines, ...look });
  });
}

function deliver(context: Context, content: string | Uint8Array, output: string | undefined): void {
  const { stdout } = context.io;
  if (output !== undefined && output !== '-') {
    writeWholeFile(output, content);
    note(context, `wrote ${output}`);
  } else if (stdout.isTTY !== true) {
    stdout.write(content);
  } else if (typeof content === 'string') {
    stdout.write(sanitizeLines(content));
  } else {
    throw new UsageError('this format is binary, which no terminal can show: name a file with -o');
  }
}

async function exportMap(context: Context, flags: ExportFlags): Promise<undefined> {
  const { exporters } = await import('../export/registry.ts');
  if (flags.list === true) {
    listFormats(context, exporters);
    return;
  }
  const exporter = chooseExporter(exporters, flags);
  const content = await render(context, flags, exporter);
  deliver(context, content, flags.output);
}

const examples = `
Examples:
  map export --list
  map export -f html -o map.html     the map as one page
  map export -f json > before.json   for map diff, and for git
  map export -o map.svg              the format by the file's name`;

/** `map export`. */
export const exportCommand: CommandModule = (program, bind) => {
  program
    .command('export')
    .description('the map in a format')
    .option('-f, --format <FORMAT>', 'one of map export --list (default: by the name of the file)')
    .option('-o, --output <FILE>', 'write this file, whole or not at all (default: standard output)')
    .option('--list', 'list the formats')
    .option('--shared', 'draw the arrows of shared infrastructure too')
    .option(
      '--configured',
      'draw all that only stands in configurations too: also to hosts never looked at, and to what many use',
    )
    .addOption(
      new Option('--level <LEVEL>', 'draw services or hosts (default: what stays readable)').choices(['services', 'hosts']),
    )
    .option('--snapshot <SNAP>', snapshotForms)
    .addHelpText('after', examples)
    .action(bind((context, flags: ExportFlags) => exportMap(context, flags)));
};
