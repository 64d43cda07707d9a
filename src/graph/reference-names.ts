import type { Host } from '../model/snapshot.ts';
import type { KnownHost } from './identify.ts';
import { isJunkName } from './identity-values.ts';

/** Where a name leads: to an address, or to a host that is known by the name, with the addresses it has. */
type NamedPlace = { readonly address: string } | { readonly node: number; readonly addresses: readonly string[] };

/** Turns the names in configurations into hosts, as far as the evidence tells. No name is ever looked up on the network. */
export interface NameResolver {
  /** Where the name leads on the host at position `node`; nothing where that is not known or not clear. */
  resolve(node: number, name: string): NamedPlace | undefined;
}

interface NamedNode {
  readonly name: string;
  readonly node: number;
}

/** hosts(5) is not case-sensitive, and a name may end in the dot of the root (RFC 1034, 3.1). */
export const normalizeName = (name: string): string => name.toLowerCase().replace(/\.$/, '');

const firstLabel = (name: string): string => name.split('.', 1)[0] ?? name;

/** `db1` and `db1.example.com` may be one host; `db1.example.com` and `db1.example.org` are two. */
const extendsName = (a: string, b: string): boolean => a.startsWith(`${b}.`) || b.startsWith(`${a}.`);

function indexNames(hosts: readonly Host[]): ReadonlyMap<string, readonly NamedNode[]> {
  const byLabel = new Map<string, NamedNode[]>();
  for (const [node, host] of hosts.entries()) {
    for (const name of new Set([host.name, ...host.names].map(normalizeName))) {
      if (isJunkName(name)) continue;
      const label = firstLabel(name);
      const known = byLabel.get(label);
      if (known === undefined) byLabel.set(label, [{ name, node }]);
      else known.push({ name, node });
    }
  }
  return byLabel;
}

/** The one node among the candidates; two hosts of one name are neither. */
function onlyNode(candidates: readonly NamedNode[]): number | undefined {
  const [node, ...more] = new Set(candidates.map((candidate) => candidate.node));
  return more.length > 0 ? undefined : node;
}

/** Nodes that the name may be of, none of whose own names says that they are in another domain. */
function findExtended(name: string, candidates: readonly NamedNode[]): NamedNode[] {
  const others = new Set(candidates.filter((one) => !extendsName(one.name, name)).map(({ node }) => node));
  return candidates.filter(({ node }) => !others.has(node));
}

/** The host's own list, hosts(5): the first line that has the name counts. */
function readHostsFile({ observations }: KnownHost): ReadonlyMap<string, string> {
  const addresses = new Map<string, string>();
  for (const { facts } of observations) {
    for (const fact of facts) {
      if (fact.fact !== 'host-name') continue;
      for (const name of fact.names.map(normalizeName)) if (!addresses.has(name)) addresses.set(name, fact.address);
    }
  }
  return addresses;
}

/** Opens the names of the estate. Positions of `known` and `hosts` are nodes; `hosts` may go on beyond `known`. */
export function openNameResolver(known: readonly KnownHost[], hosts: readonly Host[]): NameResolver {
  const byLabel = indexNames(hosts);
  const files = new Map<number, ReadonlyMap<string, string>>();
  const fileOf = (node: number): ReadonlyMap<string, string> | undefined => {
    const host = known[node];
    if (host === undefined || files.has(node)) return files.get(node);
    const file = readHostsFile(host);
    files.set(node, file);
    return file;
  };
  return {
    resolve(node, written) {
      const name = normalizeName(written);
      const address = fileOf(node)?.get(name);
      if (address !== undefined) return { address };
      const candidates = byLabel.get(firstLabel(name)) ?? [];
      const exact = candidates.filter((candidate) => candidate.name === name);
      const found = onlyNode(exact.length > 0 ? exact : findExtended(name, candidates));
      return found === undefined ? undefined : { node: found, addresses: hosts[found]?.addresses ?? [] };
    },
  };
}
