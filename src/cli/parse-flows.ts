import { count } from '../analysis/estate.ts';
import type { FlowLog } from '../import/flows/find-flow-format.ts';
import type { Fact } from '../model/fact.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Context } from './context.ts';
import { note } from './print.ts';
import { peekInput, readAllInput } from './read-input.ts';
import { sanitizeJson } from './terminal.ts';

/** Lines are written this many at a time. */
const atOnce = 1_000;

/** Bytes that may wait for a slow reader of standard output. */
const mostWaiting = 1024 * 1024;

/** Writes facts as they come. */
function openWriter({ io }: Context) {
  let lines: string[] = [];
  let facts = 0;
  const flush = (): void => {
    if (lines.length > 0) io.stdout.write(lines.join(''));
    lines = [];
  };
  return {
    write(fact: Fact): void {
      facts += 1;
      lines.push(`${sanitizeJson(JSON.stringify(fact))}\n`);
      if (lines.length === atOnce) flush();
    },
    /** Waits until standard output has taken what was written, where much of it waits. */
    async ready(): Promise<void> {
      if ((io.stdout.writableLength ?? 0) > mostWaiting) await new Promise<void>((taken) => io.stdout.write('', () => taken()));
    },
    end(): number {
      flush();
      return facts;
    },
  };
}

/**
 * Prints the records of a log of flows one by one, whatever its size, compressed or not.
 * @param name what it is called in messages
 * @throws UsageError where it cannot be read to its end
 */
async function printFlows(context: Context, log: FlowLog, name: string): Promise<void> {
  const { readFlowLog } = await import('../import/flows/read-log.ts');
  const writer = openWriter(context);
  let [skipped, other] = [0, 0];
  const sink = {
    flow: (fact: Fact) => writer.write(fact),
    skip(line: number, text: string, reason: string): void {
      skipped += 1;
      writer.write({ fact: 'skipped', line, text: text.slice(0, 200), reason });
    },
    other(): void {
      other += 1;
    },
  };
  try {
    await readFlowLog(log, sink, { ready: () => writer.ready() });
  } catch (error) {
    throw new UsageError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const facts = writer.end() - skipped;
  note(
    context,
    `${log.format.id}: ${count(facts, 'fact')}, ${count(skipped, 'line')} that could not be read, ${count(other, 'record')} of something else`,
  );
}

/**
 * Prints a file that is a log of flows.
 * @returns false where it is none
 * @throws UsageError where it cannot be read to its end
 */
export async function parseFlowFile(context: Context, file: string, format: string): Promise<boolean> {
  const { findFlowLog } = await import('../import/flows/find-flow-format.ts');
  const log = findFlowLog(file, format);
  if (log !== undefined) await printFlows(context, log, file);
  return log !== undefined;
}

/**
 * Prints what comes through a pipe if it is a log of flows, as it comes.
 * @returns all that came, where it is none
 * @throws UsageError where it cannot be read to its end
 */
export async function parseFlowInput(
  context: Context,
  source: AsyncIterable<Buffer>,
  format: string,
): Promise<Buffer | undefined> {
  const { recogniseFlows } = await import('../import/flows/find-flow-format.ts');
  const { headOctets } = await import('../import/flows/open-log.ts');
  const { head, bytes } = await peekInput(source, headOctets);
  const reading = recogniseFlows(head, format);
  if (reading === undefined) return readAllInput(bytes);
  await printFlows(context, { ...reading, bytes }, 'standard input');
  return undefined;
}
