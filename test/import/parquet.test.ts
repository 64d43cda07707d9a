import { describe, expect, it } from 'vitest';
import { openConversations } from '../../src/collectors/flows/conversations.ts';
import { writeSummary } from '../../src/collectors/flows/summary-text.ts';
import { findFlowLog } from '../../src/import/flows/find-flow-format.ts';
import { readFlowLog } from '../../src/import/flows/read-log.ts';

/** The text log, and the same records with the column types of AWS, written by Arrow's and the Rust Parquet library in row groups of four. */
const pathOf = (name: string): string => new URL(`parquet/${name}`, import.meta.url).pathname;

/** Everything but the text of the records. */
async function conversationsIn(name: string) {
  const log = findFlowLog(pathOf(name), 'auto');
  if (log === undefined) throw new Error('not recognised');
  const table = openConversations();
  await readFlowLog(log, { flow: table.flow.bind(table), skip: table.skip.bind(table), other: table.other.bind(table) });
  const { totals, conversations } = table.summary();
  const named = { file: 'records', sha256: '', format: log.format.id };
  return writeSummary(named, { totals, conversations: conversations.map((one) => ({ ...one, record: '' })) });
}

describe('a flow log in Parquet', () => {
  it.each(['records-gzip.parquet', 'records-snappy.parquet'])('says what its text says: %s', async (name) => {
    const text = await conversationsIn('records.log');
    expect(await conversationsIn(name)).toBe(text);
    expect(text).toContain('"records":8,"rejected":2,"other":3,"skipped":0');
    expect(text).toContain('tcp\t10.20.7.7\t51022\t10.20.1.7\t443\tsource\taccepted\t-\t10.20.0.220\t');
  });
});
