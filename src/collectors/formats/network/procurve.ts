import type { Fact } from '../../../model/fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { factList } from '../../../text/fact-list.ts';
import { maskLength, readPrefix, routeDestination } from '../../../text/prefix.ts';
import { readInteger } from '../../../text/scan.ts';
import { known } from '../known.ts';
import { readLabelled } from './labelled.ts';
import { type RuledRow, readRuledTable } from './ruled-table.ts';

/** Reads the rows of one ruled table; what is no row of it is skipped. */
function readRows(
  text: string,
  needed: readonly string[],
  reason: string,
  read: (row: RuledRow) => readonly Fact[] | undefined,
): readonly Fact[] {
  const list = factList();
  for (const row of readRuledTable(text, needed)) {
    const facts = read(row);
    if (facts === undefined) list.skip(row.line, row.text, reason);
    else list.facts.push(...facts);
  }
  return list.facts;
}

/** `28-Trk1`, `A1-Dyn2`: a port and the bundle it is in. `A1*` has a filter. */
const portName = /^([A-Z]?\d{1,2}(?:\/[A-Z]?\d{1,2})?)(?:\*|-(?:Trk|Dyn)\d{1,3})?$/;
const mode = /^(\d{1,6}(?:\.\d)?)(Gig)?[FH]D/;

function speedOf(text: string): number | undefined {
  const [, value, giga] = mode.exec(text) ?? [];
  return value === undefined ? undefined : Number(value) * (giga === undefined ? 1 : 1000);
}

/**
 * `show interfaces brief` of ArubaOS-Switch (HPE, Management and Configuration Guide): ports by their numbers. The speed of a port
 * that is down is what it was last.
 */
export const parseProcurveInterfaces = (text: string): readonly Fact[] =>
  readRows(text, ['port', 'enabled', 'status', 'mode'], 'not a port', (row) => {
    const name = portName.exec(row.cell('port'))?.[1];
    const status = row.cell('status');
    if (name === undefined || !/^(?:up|down)$/i.test(status)) return undefined;
    const up = /^up$/i.test(status);
    return [{ fact: 'interface', line: row.line, name, up, ...known('speedMbps', up ? speedOf(row.cell('mode')) : undefined) }];
  });

/**
 * `show ip` of ArubaOS-Switch (Basic Operation Guide): an address a VLAN, which is called by its name; further ones of the VLAN have
 * no name before them. The gateway is that of the switch itself, where it does not route.
 */
export function parseProcurveAddresses(text: string): readonly Fact[] {
  let vlan = '';
  const addresses = readRows(text, ['vlan', 'ip config', 'ip address', 'subnet mask'], 'not an address', (row) => {
    vlan = row.cell('vlan') || vlan;
    const told = row.cell('ip address');
    const address = canonicalAddress(told);
    if (told === '') return row.cell('ip config') === '' ? undefined : [];
    if (address === undefined) return undefined;
    const prefix = maskLength(row.cell('subnet mask'));
    return [{ fact: 'address', line: row.line, ...known('interface', vlan), address, ...known('prefix', prefix) }];
  });
  const gateways = [...readLabelled(text)].flatMap(({ line, label, value }): Fact[] => {
    const gateway = label === 'default gateway' ? canonicalAddress(value) : undefined;
    return gateway === undefined ? [] : [{ fact: 'route', line, destination: '0.0.0.0/0', gateway }];
  });
  return [...gateways, ...addresses];
}

/**
 * `show ip route` of ArubaOS-Switch (Multicast and Routing Guide): a network of its own has the name of the VLAN for a gateway, and
 * its number beside it.
 */
export const parseProcurveRoutes = (text: string): readonly Fact[] =>
  readRows(text, ['destination', 'gateway', 'vlan', 'type'], 'not a route', (row) => {
    const read = readPrefix(row.cell('destination'));
    if (read?.length === undefined) return undefined;
    const told = row.cell('gateway');
    const gateway = canonicalAddress(told);
    const port = gateway === undefined && row.cell('type') === 'connected' ? told : '';
    const vlan = readInteger(row.cell('vlan'));
    return [
      ...(port === '' || vlan === undefined ? [] : [{ fact: 'interface' as const, line: row.line, name: port, vlan }]),
      {
        fact: 'route',
        line: row.line,
        destination: routeDestination(read),
        ...known('gateway', gateway),
        ...known('interface', port),
      },
    ];
  });

/** `show vlans` of ArubaOS-Switch (Advanced Traffic Management Guide). */
export const parseProcurveVlans = (text: string): readonly Fact[] => {
  const read = (number: string) =>
    readRows(text, [number, 'name', 'status'], 'not a VLAN', (row) => {
      const vlan = readInteger(row.cell(number));
      return vlan === undefined ? undefined : [{ fact: 'vlan', line: row.line, vlan, ...known('name', row.cell('name')) }];
    });
  return [...read('vlan id'), ...read('802.1q vlan id')];
};

/** `show trunks` of ArubaOS-Switch (Management and Configuration Guide): a line a port, with the bundle it is in. */
export function parseProcurveBundles(text: string): readonly Fact[] {
  const bundles = new Map<string, { readonly fact: Fact; readonly members: { port: string }[] }>();
  const skipped = readRows(text, ['port', 'group'], 'not a port of a bundle', (row) => {
    const [port, name] = [row.cell('port'), row.cell('group')];
    if (!portName.test(port) || !/^(?:Trk|Dyn)\d{1,3}$/.test(name)) return undefined;
    const members = bundles.get(name)?.members ?? [];
    members.push({ port });
    if (!bundles.has(name)) bundles.set(name, { fact: { fact: 'aggregate', line: row.line, port: name, members }, members });
    return [];
  });
  return [...[...bundles.values()].map(({ fact }) => fact), ...skipped];
}
