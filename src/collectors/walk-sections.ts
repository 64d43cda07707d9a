import type { Section } from '../model/evidence.ts';
import type { Fact, SocketFact } from '../model/fact.ts';
import type { SocketSample } from '../model/observation.ts';
import { decodeBytes } from '../text/decode.ts';
import { readSnmprec, type WalkText } from '../text/snmp/snmprec.ts';
import { type MibTables, VarbindTable } from '../text/snmp/varbind-table.ts';
import { readWalk } from '../text/snmp/walk.ts';
import { type ContextTables, deviceView } from './mib/device-view.ts';
import { skippedFacts } from './mib/read-walk-text.ts';
import { mibReaders } from './mib/registry.ts';
import { readTcp } from './mib/tcp.ts';
import { readUdp } from './mib/udp.ts';

/** Sections that end before the agent had told everything: what is missing may be there all the same. */
const cutOff: ReadonlySet<Section['status']> = new Set(['timed-out', 'truncated', 'incomplete', 'looped', 'garbled']);
/** TCP-MIB and UDP-MIB. */
const socketMibs = ['1.3.6.1.2.1.6', '1.3.6.1.2.1.7'] as const;
const vlanContext = /^@?(?:vlan-?)?(\d{1,4})$/i;
/** `text.snmpwalk`; everything else is snmprec. */
const walkText = /^text\.snmpwalk(?:@|$)/;

/** One section of a walk, read. */
interface Part {
  readonly section: Section;
  /** Empty for the device's own tables. */
  readonly context: string;
  readonly walk: WalkText;
}

/** What all walks of one visit tell together. */
export interface WalkReading {
  /** Everything but sockets. */
  readonly facts: readonly Fact[];
  /** One a sample in which the agent told its sockets. */
  readonly samples: readonly SocketSample[];
}

/**
 * The octets of a section, each as one character, so that what an agent sent comes out as it went in; UTF-16 (a walk
 * redirected in Windows PowerShell) is decoded.
 */
function textOf({ stdout, status }: Section): string {
  const isWide = stdout.subarray(0, 64).includes(0) || (stdout[0] ?? 0) >= 0xfe;
  const text = isWide ? decodeBytes(stdout) : Buffer.from(stdout).toString('latin1');
  return cutOff.has(status) ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
}

function partOf(section: Section): Part {
  const text = textOf(section);
  const at = section.collector.indexOf('@');
  return {
    section,
    context: at === -1 ? '' : section.collector.slice(at + 1),
    walk: walkText.test(section.collector) ? readWalk(text) : readSnmprec(text),
  };
}

const tableOf = (parts: readonly Part[]): VarbindTable => {
  const only = parts.length === 1 ? parts[0]?.walk.varbinds : undefined;
  return new VarbindTable(only ?? parts.flatMap(({ walk }) => walk.varbinds));
};

function contextsOf(parts: readonly Part[]): readonly ContextTables[] {
  const names = [...new Set(parts.map(({ context }) => context))].filter((name) => name !== '');
  return names.map((name) => {
    const table = tableOf(parts.filter(({ context }) => context === name));
    const vlan = Number(vlanContext.exec(name)?.[1] ?? 0);
    return {
      name,
      ...(vlan > 0 && vlan < 4095 ? { vlan } : {}),
      scalar: (oid) => table.scalar(oid),
      column: (oid) => table.column(oid),
      has: (prefix) => table.has(prefix),
    };
  });
}

/** Sockets of one section, with the names of processes and interfaces that stand in others. */
function socketsOf(part: Part, names: MibTables): readonly SocketFact[] {
  const own = tableOf([part]);
  const among = (oid: string): MibTables => (socketMibs.some((mib) => oid.startsWith(`${mib}.`)) ? own : names);
  const view = deviceView({
    scalar: (oid) => among(oid).scalar(oid),
    column: (oid) => among(oid).column(oid),
    has: (prefix) => among(prefix).has(prefix),
  });
  return [...readTcp(view), ...readUdp(view)] as readonly SocketFact[];
}

const asksSockets = ({ section }: Part): boolean => section.collector === 'snmp.sockets';

/** The fullest table of each sample; an agent that never tells a socket has no table of them. */
function samplesOf(parts: readonly Part[], names: MibTables): readonly SocketSample[] {
  const samples = new Map<number, SocketSample>();
  for (const part of parts) {
    const { collector, sample, status } = part.section;
    const sockets = socketsOf(part, names);
    const known = samples.get(sample);
    const isTable = sockets.length > 0 || (asksSockets(part) && status === 'ok');
    if (!isTable || (known !== undefined && known.sockets.length >= sockets.length)) continue;
    samples.set(sample, { sample, collector, sockets, ...(cutOff.has(status) ? { partial: true } : {}) });
  }
  const told = [...samples.values()].sort((a, b) => a.sample - b.sample);
  return told.some(({ sockets }) => sockets.length > 0) ? told : [];
}

const isEngine = (fact: Fact): boolean => fact.fact === 'identity' && fact.kind === 'engine-id';

/** The engine that answered over SNMPv3, where no walk names it. */
const engineOf = (engineId: string | undefined, facts: readonly Fact[]): readonly Fact[] =>
  engineId === undefined || facts.some(isEngine) ? [] : [{ fact: 'identity', kind: 'engine-id', value: engineId.toLowerCase() }];

/**
 * Facts of all walks of one visit: tables refer to each other, whichever section they stand in. `engineId` is what the
 * session told of itself, hexadecimal.
 */
export function readWalkSections(sections: readonly Section[], engineId: string | undefined): WalkReading {
  const parts = sections.map(partOf);
  const main = parts.filter(({ context }) => context === '');
  const own = tableOf(main);
  const device = deviceView(own, contextsOf(parts));
  const facts = mibReaders.filter((read) => read !== readTcp && read !== readUdp).flatMap((read) => read(device));
  const skipped = parts.flatMap(({ walk }) => skippedFacts(walk));
  return { facts: [...engineOf(engineId, facts), ...facts, ...skipped], samples: samplesOf(main, own) };
}
