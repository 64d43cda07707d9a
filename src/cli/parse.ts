import { count } from '../analysis/estate.ts';
import type { Fact } from '../model/fact.ts';
import type { TextFormat } from '../model/text-format.ts';
import { UsageError } from '../model/usage-error.ts';
import type { CommandModule, Context } from './context.ts';
import { note, printJson, printTable } from './print.ts';
import { readInput } from './read-input.ts';
import { sanitize, sanitizeJson } from './terminal.ts';

interface ParseFlags {
  readonly format: string;
  readonly list?: boolean;
}

/** Facts are written this many at a time: a table of a million sockets is no single string. */
const atOnce = 2_000;

const formatTable = {
  columns: [
    { name: 'format' },
    { name: 'also' },
    { name: 'what it is', shrink: 1, wrap: true },
    { name: 'for example', shrink: 1, wrap: true },
  ],
};

/** A row of the list; a family of one says nothing beside the name. */
const cellsOf = ({ id, family, title, example }: Pick<TextFormat, 'id' | 'family' | 'title' | 'example'>): string[] => [
  ...[id, family === id ? '' : family],
  ...[title, example],
];

async function listFormats(context: Context): Promise<undefined> {
  const { textFormats } = await import('../collectors/texts/registry.ts');
  const rows = textFormats.map(({ id, family, title, example }) => ({ id, family, title, example }));
  if (context.options.json) printJson(context, rows);
  else printTable(context, { ...formatTable, rows: rows.map(cellsOf) });
  return undefined;
}

function writeFacts({ io }: Context, facts: readonly Fact[]): void {
  for (let from = 0; from < facts.length; from += atOnce) {
    const lines = facts.slice(from, from + atOnce).map((fact) => `${sanitizeJson(JSON.stringify(fact))}\n`);
    io.stdout.write(lines.join(''));
  }
}

function resultOf(format: string, facts: readonly Fact[]): string {
  const skipped = facts.filter(({ fact }) => fact === 'skipped').length;
  return `${format}: ${count(facts.length - skipped, 'fact')}, ${count(skipped, 'line')} that could not be read`;
}

/** Prints what was copied from a terminal, output by output, with the lines of the whole text. False for any other text. */
async function parseSession(context: Context, text: string, name: string): Promise<boolean> {
  const { factsInWhole, readSession } = await import('../collectors/texts/read-session.ts');
  const session = readSession(text, name);
  if (session === undefined) return false;
  const { redactText } = await import('../collectors/texts/redact-text.ts');
  for (const output of session.outputs) {
    const facts = factsInWhole(output, output.format.parse(redactText(output.text, output.format)));
    writeFacts(context, facts);
    note(context, `line ${output.line}: ${resultOf(output.format.id, facts)}`);
  }
  for (const { line, command = 'what stands above the first prompt' } of session.unread) {
    note(context, `line ${line}: ${sanitize(command)}: no format recognises its output`);
  }
  return true;
}

async function findFormat(text: string, name: string, file: string): Promise<TextFormat> {
  const { chooseFormat, formatsNamed, recogniseFormat } = await import('../collectors/texts/choose-format.ts');
  const named = formatsNamed(name);
  if (name !== 'auto' && named.length === 0) throw new UsageError(`${name}: no such format; map parse --list names them`);
  const format = name === 'auto' ? recogniseFormat(text) : chooseFormat(text, named);
  if (format === undefined && text.trim() === '')
    throw new UsageError(`${file}: there is nothing in it; name the format of an empty output with --format`);
  if (format === undefined) {
    throw new UsageError(`${file}: no format recognises this text; name one with --format (map parse --list)`);
  }
  return format;
}

/** The bytes of a file or of standard input; a log of flows is printed instead, while it is read. */
async function readUnlessFlows(context: Context, source: string, format: string): Promise<Uint8Array | undefined> {
  const { parseFlowFile, parseFlowInput } = await import('./parse-flows.ts');
  if (source === '-') return parseFlowInput(context, process.stdin, format);
  return (await parseFlowFile(context, source, format)) ? undefined : readInput(source);
}

async function parseText(context: Context, file: string | undefined, { format: name, list }: ParseFlags): Promise<undefined> {
  if (list === true) return listFormats(context);
  const source = file ?? '-';
  const bytes = await readUnlessFlows(context, source, name);
  if (bytes === undefined) return undefined;
  const { decodeBytes } = await import('../text/decode.ts');
  const raw = decodeBytes(bytes);
  if (await parseSession(context, raw, name)) return undefined;
  const format = await findFormat(raw, name, source === '-' ? 'standard input' : source);
  // What was pasted may hold more than the format expects, and a line nobody can read is printed.
  const { redactText } = await import('../collectors/texts/redact-text.ts');
  const facts = format.parse(redactText(raw, format));
  writeFacts(context, facts);
  note(context, resultOf(format.id, facts));
  return undefined;
}

const help = `
One fact a line, as JSON. A line nobody can read becomes {"fact":"skipped"} with its text: that is what a bug
report needs. --format takes a name or a whole family (netstat); auto looks at the text.

Examples:
  map parse --list
  map parse --format ss sockets.txt
  ssh web1 netstat -an | map parse`;

/** `map parse`. */
export const parseCommand: CommandModule = (program, bind) => {
  program
    .command('parse')
    .argument('[FILE]', 'the output of a command; - or nothing is standard input')
    .description('one raw output to facts, JSON Lines')
    .option('--format <FORMAT>', 'what it is; auto decides by the text', 'auto')
    .option('--list', 'the formats there are')
    .addHelpText('after', help)
    .action(bind((context, file: string | undefined, flags: ParseFlags) => parseText(context, file, flags)));
};
