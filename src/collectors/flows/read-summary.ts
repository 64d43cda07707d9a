import type { Fact, SkippedFact } from '../../model/fact.ts';
import type { FlowFact } from '../../model/flow-fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { intern } from '../../text/intern.ts';
import { readLines } from '../../text/lines.ts';
import { readInteger } from '../../text/scan.ts';
import { addressIn } from './make-flow.ts';
import { summaryColumns, summaryStart } from './summary-text.ts';

const headLines = 3;
const columnCount = summaryColumns.length;
const protocols: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp', 'dccp']);

const known = (text: string | undefined): string | undefined => (text === '-' || text === '' ? undefined : text);

function endOf(addressText: string | undefined, portText: string | undefined): FlowFact['source'] | undefined {
  const address = addressIn(addressText);
  const port = readInteger(known(portText));
  if (address === undefined || (port ?? 1) > 65_535) return undefined;
  return port === undefined ? { address } : { address, port };
}

const isProtocol = (text: string): text is FlowFact['protocol'] => protocols.has(text);

function countsOf([records, packets, bytes, first, last]: readonly (string | undefined)[]) {
  const numbers = {
    records: readInteger(known(records)),
    packets: readInteger(known(packets)),
    bytes: readInteger(known(bytes)),
  };
  return {
    ...(numbers.records === undefined ? {} : { records: numbers.records }),
    ...(numbers.packets === undefined ? {} : { packets: numbers.packets }),
    ...(numbers.bytes === undefined ? {} : { bytes: numbers.bytes }),
    ...(known(first) === undefined ? {} : { firstSeen: intern(first ?? '') }),
    ...(known(last) === undefined ? {} : { lastSeen: intern(last ?? '') }),
  };
}

function readRow(text: string, line: number): FlowFact | undefined {
  const cells = text.split('\t');
  if (cells.length < columnCount) return undefined;
  const [protocol = '', from, fromPort, to, toPort, initiator, verdict, answer, through, exporter, ...counts] = cells;
  // Without an address: many of the internet that tried the same in vain.
  const [source, destination] = [from === '-' ? {} : endOf(from, fromPort), endOf(to, toPort)];
  if (!isProtocol(protocol) || source === undefined || destination === undefined) return undefined;
  const between = (known(through) ?? '').split(',').flatMap((one) => canonicalAddress(one) ?? []);
  return {
    fact: 'flow',
    line,
    protocol,
    source,
    destination,
    ...(initiator === 'source' || initiator === 'destination' ? { initiator } : {}),
    ...(verdict === 'accepted' || verdict === 'rejected' ? { verdict } : {}),
    ...(answer === 'none' ? { unanswered: true } : {}),
    ...(between.length === 0 ? {} : { through: between }),
    ...(known(exporter) === undefined ? {} : { exporter: intern(exporter ?? '') }),
    ...countsOf(counts),
  };
}

/** What the totals of a log say beside its rows. */
interface Totals {
  /** What of the log could not be read or kept. */
  readonly skipped: readonly SkippedFact[];
  /** One in how many packets was looked at, by exporter. */
  readonly sampling: ReadonlyMap<string, number>;
}

const noSampling: ReadonlyMap<string, number> = new Map();
const isRate = (entry: [string, unknown]): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 1;

function readTotals(text: string, line: number): Totals {
  try {
    const { skipped, firstSkipped, sampling } = JSON.parse(text) as {
      skipped?: unknown;
      firstSkipped?: { text?: unknown; reason?: unknown };
      sampling?: Readonly<Record<string, unknown>>;
    };
    const rates = new Map(Object.entries(sampling ?? {}).filter(isRate));
    if (typeof skipped !== 'number' || skipped < 1) return { skipped: [], sampling: rates };
    const [example, reason] = [
      String(firstSkipped?.text ?? '').slice(0, 200),
      String(firstSkipped?.reason ?? 'unreadable').slice(0, 200),
    ];
    return { skipped: [{ fact: 'skipped', line, text: example, reason, count: skipped }], sampling: rates };
  } catch {
    const unread: SkippedFact = { fact: 'skipped', line, text: text.slice(0, 200), reason: 'not the totals of a log of flows' };
    return { skipped: [unread], sampling: noSampling };
  }
}

function withSampling(fact: FlowFact, sampling: ReadonlyMap<string, number>): FlowFact {
  const rate = sampling.get(fact.exporter ?? '');
  return rate === undefined ? fact : { ...fact, sampling: rate };
}

/** Reads what `writeSummary` wrote. */
function parseSummary(text: string): readonly Fact[] {
  const list = factList();
  let sampling = noSampling;
  for (const { number, text: line } of readLines(text)) {
    if (number <= headLines) {
      if (number === 1 && line !== summaryStart) list.skip(number, line, 'not a summary of flows');
      else if (number === 2) {
        const totals = readTotals(line, number);
        list.facts.push(...totals.skipped);
        ({ sampling } = totals);
      }
      continue;
    }
    const fact = readRow(line, number);
    if (fact !== undefined) list.facts.push(sampling.size === 0 ? fact : withSampling(fact, sampling));
    else if (line !== '') list.skip(number, line, 'not a conversation');
  }
  return list.facts;
}

/** The section an import of a log of flows keeps. */
export const flowSummary = {
  id: 'flows.summary',
  group: 'flows',
  rank: 1,
  about: 'others',
  parse: parseSummary,
} as const;
