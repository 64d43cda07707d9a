import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** Who talks in a made-up log. */
export type FlowLogKind = 'estate' | 'hostile';

const servers = 2_000;
const dependenciesEach = 20;
/** Of what a server serves at most ports are no reserved ones. */
const ports = [443, 5432, 8080, 3306, 6379, 9092, 389, 27_017, 8443, 9200] as const;
const firstSecond = 1_732_183_200;
const rowsAtOnce = 2_000;

/** Numbers from 0 to below 1, the same ones each time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const inside = (server: number): string => `10.20.${server >> 8}.${server & 255}`;
const interfaceOf = (server: number): string => `eni-0aa11bb2${server.toString(16).padStart(9, '0')}`;

interface Row {
  readonly at: number;
  readonly eni: number;
  readonly ends: string;
  readonly action: 'ACCEPT' | 'REJECT';
}

const text = ({ at, eni, ends, action }: Row): string =>
  `2 123456789012 ${interfaceOf(eni)} ${ends} 6 12 4800 ${at} ${at + 59} ${action} OK`;

/** Both interfaces of both ways of one connection; now and then no data, an inside try that is rejected, and scans from everywhere. */
function estateRow(random: () => number, at: number): string {
  const kind = random();
  const server = Math.floor(random() * servers);
  if (kind < 0.01) return `2 123456789012 ${interfaceOf(server)} - - - - - - - ${at} ${at + 59} - NODATA`;
  if (kind < 0.21) {
    const scanner = `${1 + Math.floor(random() * 9)}.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}.7`;
    const ends = `${scanner} ${inside(server)} ${1024 + Math.floor(random() * 64_000)} ${1 + Math.floor(random() * 65_535)}`;
    return text({ at, eni: server, ends, action: 'REJECT' });
  }
  const number = Math.floor(random() * dependenciesEach);
  const peer = (server * 7 + number * number * 31 + 1) % servers;
  const port = kind < 0.22 ? 25 : (ports[(peer + number) % ports.length] ?? 443);
  const client = 32_768 + Math.floor(random() * 28_000);
  const forward = `${inside(server)} ${inside(peer)} ${client} ${port}`;
  if (kind < 0.22) return text({ at, eni: peer, ends: forward, action: 'REJECT' });
  const ends = random() < 0.5 ? forward : `${inside(peer)} ${inside(server)} ${port} ${client}`;
  return text({ at, eni: random() < 0.5 ? server : peer, ends, action: 'ACCEPT' });
}

/** No record is of the same conversation as any before. */
function hostileRow(random: () => number, at: number): string {
  const [a, b] = [Math.floor(random() * 65_536), Math.floor(random() * 65_536)];
  const ports = `${1024 + Math.floor(random() * 64_000)} ${1024 + Math.floor(random() * 64_000)}`;
  return text({ at, eni: a & 1023, ends: `10.${a >> 8}.${a & 255}.1 10.${b >> 8}.${b & 255}.2 ${ports}`, action: 'ACCEPT' });
}

/** Writes a VPC flow log of the default format (version 2), the same for the same arguments; a thousand records a second. */
export async function writeFlowLog(path: string, records: number, kind: FlowLogKind): Promise<void> {
  const random = numbers(records);
  const rowAt = kind === 'estate' ? estateRow : hostileRow;
  const file = createWriteStream(path);
  for (let done = 0; done < records; done += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, records - done);
    const lines = Array.from({ length: rows }, (_, index) => rowAt(random, firstSecond + Math.floor((done + index) / 1000)));
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}
