import { createHash } from 'node:crypto';
import { type ConversationTable, openConversations } from '../../collectors/flows/conversations.ts';
import { flowSummary } from '../../collectors/flows/read-summary.ts';
import { writeSummary } from '../../collectors/flows/summary-text.ts';
import { type NetflowCounts, openNetflow } from '../../collectors/netflow/decoder.ts';
import type { Collection } from '../../model/evidence.ts';
import { canonicalAddress } from '../../text/address.ts';

/** What exporters sent in one period. */
interface LivePeriod {
  /** Nothing where no record of a flow came. */
  readonly collection?: Collection;
  readonly conversations: number;
}

/** Takes datagrams as they come and holds only what their records sum up to. */
export interface LiveFlows {
  take(datagram: Buffer, from: string): void;
  /** Of all periods together. */
  readonly counts: NetflowCounts;
  readonly exporters: ReadonlySet<string>;
  /** Ends a period: what came in it as evidence. Templates and sampling are still known in the next. */
  endPeriod(startedAt: Date, finishedAt: Date): LivePeriod;
}

/** Senders that are counted by name: whoever sends to an open port may call himself anything. */
const mostExporters = 10_000;

function collectionOf(source: string, table: ConversationTable, startedAt: Date, finishedAt: Date): LivePeriod {
  const summary = table.summary();
  const conversations = summary.conversations.length;
  if (conversations === 0) return { conversations };
  const file = `received ${startedAt.toISOString()}`;
  // There is no file to take the hash of: the rows stand for it, so that the same period is known again.
  const rows = writeSummary({ file, sha256: '', format: 'netflow' }, summary);
  const sha256 = createHash('sha256').update(rows).digest('hex');
  const stdout = Buffer.from(writeSummary({ file, sha256, format: 'netflow' }, summary));
  const collection: Collection = {
    target: `flows:${source}`,
    origin: 'listed',
    method: 'import',
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    status: 'collected',
    session: {},
    sections: [{ collector: flowSummary.id, sample: 1, status: 'ok', exitCode: 0, stdout }],
  };
  return { collection, conversations };
}

/** @param source name under which what is heard here is kept */
export function openLiveFlows(source: string): LiveFlows {
  let table = openConversations();
  const exporters = new Set<string>();
  const decoder = openNetflow({
    flow: (fact, record) => table.flow(fact, record),
    skip: (line, text, reason) => table.skip(line, text, reason),
    other: () => table.other(),
  });
  return {
    take(datagram, from) {
      const exporter = canonicalAddress(from) ?? from;
      if (exporters.size < mostExporters) exporters.add(exporter);
      decoder.take(datagram, exporter);
    },
    counts: decoder.counts,
    exporters,
    endPeriod(startedAt, finishedAt) {
      const ended = table;
      table = openConversations();
      return collectionOf(source, ended, startedAt, finishedAt);
    },
  };
}
