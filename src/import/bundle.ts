import { createHash } from 'node:crypto';
import { writeEntryNote } from '../collectors/import-entry.ts';
import { readerOf } from '../collectors/readers.ts';
import { collectors } from '../collectors/registry.ts';
import type { Collection } from '../model/evidence.ts';
import { fail, type Outcome, succeed } from '../model/failure.ts';
import { bundleEnd, bundleStart } from '../scan/bundle.ts';
import { splitSections } from '../scan/sections.ts';
import { posixCksum } from '../text/cksum.ts';
import { decodeBytes } from '../text/decode.ts';
import type { ImportFile, Piece } from './import-file.ts';

const byId = new Map(collectors.map((collector) => [collector.id, collector]));
/** `map-bundle 1 MARKER SAMPLES 2026-11-21T10:00:00Z HOST`: the first line of a bundle. */
const firstLine = new RegExp(
  `^(?:\\xef\\xbb\\xbf)?${bundleStart} ([\\w.-]{1,64}) (\\d{1,5}) (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ) (\\S{1,255})\\r?\\n`,
);
/** With no checksum, one of cksum(1) and the length it was counted over, or one of SHA-256. */
const lastLine = new RegExp(`${bundleEnd} (?:none|sha256 ([0-9a-fA-F]{64})|(\\d{1,10}) (\\d{1,15})[^\\n]{0,80})\\r?\\n?$`);
const mostSamples = 10_000;
const mostHead = 512;
const mostEnd = 256;

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** Windows PowerShell may put a byte-order mark in front (`Set-Content -Encoding UTF8`). */
const mark = '\xef\xbb\xbf';

export const isBundle = (bytes: Uint8Array): boolean => {
  const head = latin1(bytes.subarray(0, mark.length + bundleStart.length));
  return head.startsWith(bundleStart) || head === mark + bundleStart;
};

interface Opened {
  readonly marker: string;
  readonly samples: number;
  readonly at: string;
  readonly host: string;
  readonly body: Uint8Array;
}

/** The checksum is of every byte before the last line; a bundle that came through a pipe has none. */
function isIntact(body: Uint8Array, [, sha256, cksum, length]: RegExpExecArray): boolean {
  if (sha256 !== undefined) return createHash('sha256').update(body).digest('hex') === sha256.toLowerCase();
  return cksum === undefined || (Number(length) === body.length && Number(cksum) === posixCksum(body));
}

function openBundle(bytes: Uint8Array): Opened | string {
  const head = firstLine.exec(latin1(bytes.subarray(0, mostHead)));
  if (head === null) return 'its first line is not that of a bundle this map can read';
  const end = lastLine.exec(latin1(bytes.subarray(-mostEnd)));
  if (end === null) return 'it ends before its checksum: it was cut short on the way, or the script was stopped';
  const body = bytes.subarray(0, bytes.length - end[0].length);
  if (!isIntact(body, end)) {
    return 'its checksum is wrong: it was changed on the way (a text-mode transfer, an editor)';
  }
  const [whole, marker = '', samples = '1', at = '', host = ''] = head;
  if (Number.isNaN(Date.parse(at)) || Number(samples) > mostSamples) return 'its first line tells no time or number of samples';
  return { marker, samples: Number(samples), at, host, body: body.subarray(whole.length) };
}

/** The name the host calls itself, where the bundle's own facts tell it. */
function nameOf(collection: Collection): string | undefined {
  for (const section of collection.sections) {
    const reader = readerOf(section.collector);
    if (reader?.group !== 'system') continue;
    for (const fact of reader.parse(decodeBytes(section.stdout))) {
      if (fact.fact === 'system' && fact.name !== undefined) return fact.name;
    }
  }
  return undefined;
}

/** Everything a bundle brought, as a scan would have brought it. */
export function readBundle({ path, bytes, host, addresses }: ImportFile): Outcome<Piece> {
  const opened = openBundle(bytes);
  if (typeof opened === 'string') return fail('unreadable-input', `${path}: ${opened}`);
  const { marker, samples, at, body } = opened;
  const split = splitSections(body, new Uint8Array(), { marker, samples, collectors: byId });
  const iso = new Date(at).toISOString();
  const read: Collection = {
    target: opened.host,
    origin: 'listed',
    method: 'import',
    startedAt: iso,
    finishedAt: iso,
    status: split.complete ? 'collected' : 'disconnected',
    ...(split.complete ? {} : { message: `${path}: the script was stopped before its end` }),
    session: split.session,
    sections: split.sections,
  };
  const target = host ?? nameOf(read) ?? opened.host;
  const note = {
    collector: 'import.entry',
    sample: 1,
    status: 'ok',
    stdout: Buffer.from(writeEntryNote({ host: target, addresses })),
  } as const;
  const sections = addresses.length === 0 ? read.sections : [...read.sections, note];
  return succeed({ kind: 'bundle', path, collection: { ...read, target, name: target, sections } });
}
