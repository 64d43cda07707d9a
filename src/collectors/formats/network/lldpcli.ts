import type { Fact } from '../../../model/fact.ts';
import type { AdjacencyFact } from '../../../model/network-fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { factList } from '../../../text/fact-list.ts';
import { readJsonObjects } from '../../../text/json-objects.ts';
import { known } from '../known.ts';
import { readCapabilities } from './capabilities.ts';
import { deviceId } from './hardware.ts';

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
const tree = (value: unknown): Tree => (isTree(value) ? value : {});
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
/** Where there is one of something lldpcli leaves the list away. */
const all = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

/** The chassis stands under its name, or bare where the neighbor told none. */
function chassisOf(value: unknown): { readonly name?: string; readonly chassis: Tree } {
  const found = tree(value);
  const [name] = Object.keys(found);
  if (name === undefined || 'id' in found) return { chassis: found };
  return { name, chassis: tree(found[name]) };
}

function enabled(value: unknown): readonly string[] {
  const names = all(value)
    .map(tree)
    .filter((one) => one['enabled'] === true)
    .flatMap((one) => text(one['type']) ?? []);
  return readCapabilities(names.join(','));
}

function adjacencyOf(localPort: string, entry: Tree, line: number): AdjacencyFact | undefined {
  const { name, chassis } = chassisOf(entry['chassis']);
  const port = tree(entry['port']);
  const [chassisId, portId] = [chassis, port].map((one) => text(tree(one['id'])['value']));
  if (chassisId === undefined && portId === undefined && name === undefined) return undefined;
  const addresses = all(chassis['mgmt-ip']).flatMap((one) => canonicalAddress(text(one) ?? '') ?? []);
  return {
    fact: 'adjacency',
    line,
    protocol: /^CDP/.test(text(entry['via']) ?? '') ? 'cdp' : 'lldp',
    localPort,
    ...known('remoteChassis', chassisId === undefined ? undefined : deviceId(chassisId)),
    ...known('remoteName', name),
    ...known('remotePort', portId === undefined ? undefined : deviceId(portId)),
    ...known('remotePortDescription', text(port['descr'])),
    ...known('remoteAddresses', addresses),
    ...known('remoteDescription', text(chassis['descr'])),
    ...known('remoteCapabilities', enabled(chassis['capability'])),
  };
}

/**
 * Output of `lldpcli -f json show neighbors` (lldpcli(8)): the neighbors lldpd has heard of, by interface. Protocols other than LLDP
 * and CDP (EDP, FDP, SONMP) are told as LLDP, whose words lldpd puts them in.
 */
export function parseLldpcli(output: string): readonly Fact[] {
  const list = factList();
  for (const item of readJsonObjects(output)) {
    if (item.kind === 'broken') {
      list.skip(item.line, item.text, 'not the neighbors of lldpd');
      continue;
    }
    const ports = all(tree(item.value['lldp'])['interface']).flatMap((one) => Object.entries(tree(one)));
    for (const [port, entries] of ports) {
      for (const entry of all(entries)) {
        const fact = adjacencyOf(port, tree(entry), item.line);
        if (fact === undefined) list.skip(item.line, port, 'a neighbor without any id');
        else list.facts.push(fact);
      }
    }
  }
  return list.facts;
}
