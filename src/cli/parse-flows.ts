import type { Fact } from '../model/fact.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Context } from './context.ts';
import { note } from './print.ts';
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
 * @returns false where the file is no such log
 * @throws UsageError where it cannot be read to its end
 */
export async function parseFlows(context: Context, file: string, format: string): Promise<boolean> {
  const { findFlowLog } = await import('../import/flows/find-flow-format.ts');
  const log = findFlowLog(file, format);
  if (log === undefined) return false;
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
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const facts = writer.end() - skipped;
  note(context, `${log.format.id}: ${facts} facts, ${skipped} lines that could not be read, ${other} records of something else`);
  return true;
}
