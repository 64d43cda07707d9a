import type { Fact, ProcessRef } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { readWords } from '../../text/scan.ts';
import type { IpFamily } from './dotted-endpoint.ts';
import { type RowLayout, readBsdRow, splitRow } from './netstat-bsd-row.ts';

/** In what the netstat of one system differs. */
export interface NetstatDialect {
  readonly bareFamily: IpFamily;
  /** A line of something else, read elsewhere. */
  isOther?(line: string): boolean;
  /** Who holds the socket of a row, where something else tells. */
  holders?(block: string | undefined, line: number): readonly ProcessRef[];
}

/** Headings of tables: UNIX-domain and kernel sockets are not ours. */
const heading = /^(?:Active|Registered|Current) /;
const ours = /^(?:Active Internet6? |Current listen queue )/;
/** The header, rows of the internet table that are neither TCP nor UDP, and what `-L` says under its table. */
const ignored = /^(?:Proto|PCB|Tcpcb|Socket|Listen|icm|ip|raw|div|igmp|esp|sctp|mptcp|udpl|unix|Some tcp sockets)/i;
/** Without `-W` an address is cut to this many characters (netstat(1), inet.c: `%.*s`). */
const usualCut = 16;
/** The local column of a table made with `-W` is 45 characters, of any other 18 to 23. */
const wideColumn = 30;

/** A table with an address longer than the cut, or a column with room for one, was made with `-W`. */
function isWide(text: string): boolean {
  for (const { text: line } of readLines(text)) {
    const local = line.indexOf('Local Address');
    if (local !== -1 && line.indexOf('Foreign Address') - local > wideColumn) return true;
    const row = splitRow(line);
    if (row === undefined || !/^(?:tcp|udp)/.test(row.protocol)) continue;
    const ends = row.words.slice(row.local, row.local + (row.listener ? 1 : 2));
    if (ends.some((field) => field.lastIndexOf('.') > usualCut)) return true;
  }
  return false;
}

/** `(state) rhiwat shiwat pid epid`: how many columns stand before the process; undefined where it is not told. */
function readOwnerColumn(header: string): number | undefined {
  const words = readWords(header);
  const state = words.findIndex((word) => /^\(state\)$|^(?:TCP-)?State$/.test(word));
  const owner = words.findIndex((word) => word === 'pid' || word === 'process:pid');
  return state === -1 || owner <= state ? undefined : owner - state - 1;
}

/** Reads the internet tables of a netstat that parts address and port by a dot. */
export function readDottedTables(text: string, dialect: NetstatDialect): readonly Fact[] {
  const list = factList();
  let layout: RowLayout = { cutLength: isWide(text) ? 0 : usualCut, bareFamily: dialect.bareFamily };
  let inside = true;
  for (const { number, text: line } of readLines(text)) {
    if (heading.test(line)) {
      inside = ours.test(line);
      continue;
    }
    if (line.includes('Local Address')) layout = { ...layout, ownerAt: readOwnerColumn(line) };
    const row = inside ? splitRow(line) : undefined;
    if (row === undefined || ignored.test(row.protocol) || ignored.test(line)) continue;
    const fact = readBsdRow(row, line, number, layout);
    const processes = fact === undefined ? [] : (dialect.holders?.(row.block, number) ?? []);
    if (fact !== undefined) list.facts.push(processes.length === 0 ? fact : { ...fact, processes });
    else if (dialect.isOther?.(line) !== true) list.skip(number, line, 'not a row of netstat');
  }
  return list.facts;
}

/**
 * Output of `netstat -an` of FreeBSD, OpenBSD, NetBSD and macOS (netstat(1)), with any of `-A -L -T -W -v -x`.
 * `tcp46` is one socket for both families; `*.*` as the local end is a socket that is not bound.
 */
export const parseNetstatBsd = (text: string): readonly Fact[] => readDottedTables(text, { bareFamily: '4' });

/** Output of `netstat -an` of HP-UX (netstat(1)): the table of BSD. */
export const parseNetstatHpux = (text: string): readonly Fact[] => readDottedTables(text, { bareFamily: '4' });
