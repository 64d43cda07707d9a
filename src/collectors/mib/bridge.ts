import type { Fact } from '../../model/fact.ts';
import type { Varbind } from '../../model/varbind.ts';
import { macOf, numberOf, octetsOf } from '../../text/snmp/values.ts';
import type { MibTables } from '../../text/snmp/varbind-table.ts';
import { bridgeIdMac } from './bridge-id.ts';
import { contextsOf } from './contexts.ts';
import type { MibReader } from './device-view.ts';
import { known } from './rows.ts';

const baseAddress = '1.3.6.1.2.1.17.1.1';
const baseNumPorts = '1.3.6.1.2.1.17.1.2';
const designatedRoot = '1.3.6.1.2.1.17.2.5';

const lineOf = (...varbinds: readonly (Varbind | undefined)[]): number | undefined =>
  varbinds.find((varbind) => varbind?.line !== undefined)?.line;

function bridgeFacts(tables: MibTables, vlan: number | undefined): readonly Fact[] {
  const told = [baseAddress, baseNumPorts, designatedRoot].map((oid) => tables.scalar(oid));
  const [address, ports, root] = told;
  const facts = {
    address: macOf(address),
    ports: numberOf(ports),
    designatedRoot: bridgeIdMac(octetsOf(root)),
  };
  if (facts.address === undefined && facts.designatedRoot === undefined && !(facts.ports !== undefined && facts.ports > 0))
    return [];
  return [{ fact: 'bridge', ...known({ line: lineOf(...told), ...facts, vlan }) }];
}

/**
 * Bridges of a device and the root of their spanning trees (BRIDGE-MIB, RFC 4188: dot1dBase, dot1dStp): one of its own and
 * one a context. Its own base address tells it from others.
 */
export const readBridge: MibReader = (device) => {
  const address = device.scalar(baseAddress);
  const value = macOf(address);
  const facts = contextsOf(device).flatMap(({ tables, vlan }) => bridgeFacts(tables, vlan));
  if (value === undefined) return facts;
  return [{ fact: 'identity', kind: 'chassis-id', value, ...known({ line: address?.line }) }, ...facts];
};
