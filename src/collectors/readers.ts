import type { Collector } from '../model/collector.ts';
import { flowSummary } from './flows/read-summary.ts';
import { importEntry } from './import-entry.ts';
import { parseSnmprec } from './mib/read-walk-text.ts';
import { networkCollectors } from './network-registry.ts';
import { collectors } from './registry.ts';
import { textFormats } from './texts/registry.ts';

/** How a section is read, whether a command was asked for it or somebody sent it. */
export interface Reader extends Pick<Collector, 'id' | 'group' | 'rank' | 'parse' | 'redact'> {
  /** `others`: it tells of other machines than the one that sent it. */
  readonly about?: 'others';
  /** Sent by somebody: of these all count, because each was sent on purpose. */
  readonly sent: boolean;
}

/**
 * Id of the section a sent text becomes: `text.netstat-aix`, and of one of several contexts of a device
 * (SNMPv3 contexts, `community@vlan`) `text.snmpwalk@vlan-20`.
 */
export const textSection = (format: string, context?: string): string =>
  context === undefined ? `text.${format}` : `text.${format}@${context}`;

const withoutContext = (id: string): string => id.split('@', 1)[0] ?? id;

const asked: readonly Reader[] = [...collectors, ...networkCollectors].map((collector) => ({ ...collector, sent: false }));
const sent: readonly Reader[] = textFormats.map((format) => ({ ...format, id: textSection(format.id), rank: 1, sent: true }));

const readers: ReadonlyMap<string, Reader> = new Map(
  [...asked, ...sent, { ...importEntry, sent: true }, { ...flowSummary, sent: true }].map((reader) => [reader.id, reader]),
);

/** What SNMP agents were asked: snmprec text, whichever tables it holds. */
const asksAgent = (id: string): boolean => id.startsWith('snmp.');
const ofAgent = (id: string): Reader => ({ id, group: 'walk', rank: 1, parse: parseSnmprec, sent: false });

/** The reader of a section, by the section's `collector`. */
export function readerOf(id: string): Reader | undefined {
  const name = withoutContext(id);
  return readers.get(name) ?? (asksAgent(name) ? ofAgent(name) : undefined);
}

/** Sections that are socket tables. */
export const isSocketSection = (id: string): boolean => id === 'snmp.sockets' || readerOf(id)?.group === 'sockets';
