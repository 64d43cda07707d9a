import { canonicalMac } from '../src/text/mac.ts';
import type { Table } from './corpora-snmp-tables.ts';

type Raw = Readonly<Record<string, unknown>>;

const rowsIn = (document: Raw, name: string): readonly Raw[] => (document[name] ?? []) as readonly Raw[];
/** A MAC in any spelling, or the text as it is. */
const id = (value: unknown): string | null => {
  const text = String(value ?? '').trim();
  return text === '' ? null : (canonicalMac(text.replaceAll(' ', ':')) ?? text);
};

/** The tables of switches and routers: neighbors on cables, learned addresses, routing neighbors. */
export const networkTables: readonly Table[] = [
  {
    name: 'lldp',
    // LLDP-MIB, not what makers have of their own.
    mibs: ['1.0.8802.1.1.2', '1.3.111.2.802.1.1.13'],
    expected: (document) =>
      rowsIn(document, 'lldp').map((row) => ({
        chassis: id(row['remChassisId']),
        port: id(row['remPortId']),
        name: id(row['remSysName']),
      })),
    told: (facts) =>
      facts.flatMap((fact) =>
        fact.fact !== 'adjacency' || fact.protocol !== 'lldp'
          ? []
          : [{ chassis: id(fact.remoteChassis), port: id(fact.remotePort), name: id(fact.remoteName) }],
      ),
  },
  {
    name: 'cdp',
    expected: (document) =>
      rowsIn(document, 'cdp').map((row) => ({
        index: Number(row['ifIndex']),
        name: id(row['remDeviceId']),
        port: id(row['remPort']),
        platform: id(row['remPlatform']),
      })),
    told: (facts) =>
      facts.flatMap((fact) =>
        fact.fact !== 'adjacency' || fact.protocol !== 'cdp'
          ? []
          : [
              {
                index: fact.localIfIndex ?? null,
                name: id(fact.remoteName),
                port: id(fact.remotePort),
                platform: id(fact.remotePlatform),
              },
            ],
      ),
  },
  {
    name: 'fdb',
    known: ['vlan', 'port', 'ifIndex'],
    expected: (document) =>
      rowsIn(document, 'fdb').map((row) => ({
        mac: id(row['mac']),
        vlan: (row['vlan'] as number | null) ?? null,
        port: (row['bridgePort'] as number | null) || null,
        ifIndex: (row['ifIndex'] as number | null) ?? null,
      })),
    told: (facts) =>
      facts.flatMap((fact) =>
        fact.fact !== 'fdb'
          ? []
          : [{ mac: fact.mac, vlan: fact.vlan ?? null, port: fact.bridgePort ?? null, ifIndex: fact.ifIndex ?? null }],
      ),
  },
  {
    name: 'ospf',
    // OSPF-MIB, not OSPFV3-MIB.
    mibs: ['1.3.6.1.2.1.14'],
    expected: (document) =>
      rowsIn(document, 'ospfNbr').map((row) => ({ address: id(row['nbrIp']), router: id(row['nbrRouterId']) })),
    told: (facts) =>
      facts.flatMap((fact) =>
        fact.fact !== 'routing-peer' || fact.protocol !== 'ospf'
          ? []
          : [{ address: fact.remoteAddress ?? null, router: fact.remoteId ?? null }],
      ),
  },
];
