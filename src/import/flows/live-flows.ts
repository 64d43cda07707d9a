import { createHash } from 'node:crypto';
import { type ConversationTable, openConversations } from '../../collectors/flows/conversations.ts';
import { flowSummary } from '../../collectors/flows/read-summary.ts';
import { writeSummary } from '../../collectors/flows/summary-text.ts';
import { type NetflowCounts, openNetflow } from '../../collectors/netflow/decoder.ts';
import type { Collection } from '../../model/evidence.ts';
import type { DatagramCounts } from '../../model/fact.ts';
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
  endPeriod(startedAt: Date, finishedAt: Date, losses?: ListenLosses): LivePeriod;
}

/** Datagrams that came and were not taken, since the beginning. */
export interface ListenLosses {
  /** There was no room for them. */
  readonly dropped: number;
  /** Of senders that were not to be listened to. */
  readonly refused: number;
}

/** Senders that are counted by name: whoever sends to an open port may call himself anything. */
const mostExporters = 10_000;

interface Period {
  readonly table: ConversationTable;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly datagrams: DatagramCounts;
}

function collectionOf(source: string, { table, startedAt, finishedAt, datagrams }: Period): LivePeriod {
  const { totals, ...rows } = table.summary();
  const summary = { ...rows, totals: { ...totals, datagrams } };
  const conversations = summary.conversations.length;
  if (conversations === 0) return { conversations };
  const file = `received ${startedAt.toISOString()}`;
  // There is no file to take the hash of: the rows stand for it, so that the same period is known again.
  const unnamed = writeSummary({ file, sha256: '', format: 'netflow' }, summary);
  const sha256 = createHash('sha256').update(unnamed).digest('hex');
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

const noDatagrams: DatagramCounts = { received: 0, lost: 0, dropped: 0, unreadable: 0, withoutTemplate: 0, refused: 0 };

const datagramsOf = (
  { datagrams: received, lost, withoutTemplate }: NetflowCounts,
  unreadable: number,
  { dropped, refused }: ListenLosses,
): DatagramCounts => ({ received, lost, dropped, unreadable, withoutTemplate, refused });

/** What came after `before`. */
const since = (now: DatagramCounts, before: DatagramCounts): DatagramCounts => ({
  received: now.received - before.received,
  lost: now.lost - before.lost,
  dropped: now.dropped - before.dropped,
  unreadable: now.unreadable - before.unreadable,
  withoutTemplate: now.withoutTemplate - before.withoutTemplate,
  refused: now.refused - before.refused,
});

/** @param source name under which what is heard here is kept */
export function openLiveFlows(source: string): LiveFlows {
  let table = openConversations();
  const exporters = new Set<string>();
  let told = noDatagrams;
  let unreadable = 0;
  const decoder = openNetflow({
    flow: (fact, record) => table.flow(fact, record),
    skip(line, text, reason) {
      unreadable += 1;
      table.skip(line, text, reason);
    },
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
    endPeriod(startedAt, finishedAt, losses = { dropped: 0, refused: 0 }) {
      const ended = table;
      table = openConversations();
      const counted = datagramsOf(decoder.counts, unreadable, losses);
      const period = collectionOf(source, { table: ended, startedAt, finishedAt, datagrams: since(counted, told) });
      // Where no flow came nothing is kept: what was lost then is told with the next that comes.
      if (period.collection !== undefined) told = counted;
      return period;
    },
  };
}
