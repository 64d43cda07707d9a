import type { Fact } from '../src/model/fact.ts';
import type { AdjacencyFact } from '../src/model/network-fact.ts';

/** A row of `links` in a `.librenms.json`: a neighbor on a port of the device. */
interface Link {
  readonly protocol: string;
  readonly remote_hostname: string;
  /** Port id, or its description with the chassis id in brackets: `1/7/18 (ec0273962100)`. */
  readonly remote_port: string | null;
  readonly ifName: string | null;
  readonly ifDescr: string | null;
}

const plain = (text: string | undefined | null): string =>
  (text ?? '')
    .replace(/(?![\t\r\n])\p{Cc}/gu, '')
    .trim()
    .toLowerCase();

const bare = (text: string | undefined | null): string => plain(text).replace(/[:.\s-]/g, '');

/** `1/7/18 (ec0273962100)` as ports and chassis; a neighbor without a name stands there under its description, so the chassis says who it is. */
function remoteEnd(text: string | null): { readonly ports: readonly string[]; readonly chassis: string } {
  const [, told = text ?? '', chassis = ''] = /^(.*) \(([0-9a-f]{12})\)$/i.exec(text ?? '') ?? [];
  // Octets: a MAC, or as `31 2F 32 35 00` a text that ends with a zero.
  const isHex = /^(?:[0-9A-F]{2} )+[0-9A-F]{2}$/.test(told);
  const letters = isHex ? [Buffer.from(told.replaceAll(' ', ''), 'hex').toString('latin1')] : [];
  return { ports: [told, ...letters], chassis };
}

function isTold(link: Link, fact: AdjacencyFact): boolean {
  const { protocol, localPort, remoteName, remoteChassis, remotePort, remotePortDescription } = fact;
  const own = plain(localPort);
  const { ports, chassis } = remoteEnd(link.remote_port);
  const isOwn = own === plain(link.ifName) || own === plain(link.ifDescr);
  const isName = [remoteName, remoteChassis].some((name) => bare(name) === bare(link.remote_hostname));
  const isChassis = chassis !== '' && bare(remoteChassis) === bare(chassis);
  const wanted = ports.map(bare);
  const isPort = wanted[0] === '' || [remotePort, remotePortDescription].some((one) => wanted.includes(bare(one)));
  return protocol === link.protocol && isOwn && (isName || isChassis) && isPort;
}

/** Links of a `.librenms.json` that no fact tells, and how many there are. */
export function missingLinks(
  document: unknown,
  facts: readonly Fact[],
): { readonly all: number; readonly missing: readonly string[] } {
  const protocols = (document as { 'discovery-protocols'?: { discovery?: { links?: readonly Link[] } } })['discovery-protocols'];
  const links = (protocols?.discovery?.links ?? []).filter(({ protocol }) => protocol === 'lldp' || protocol === 'cdp');
  const told = facts.filter((fact): fact is AdjacencyFact => fact.fact === 'adjacency');
  const left = new Set(told);
  const missing = links.filter((link) => {
    const found = [...left].find((fact) => isTold(link, fact));
    return found === undefined || !left.delete(found);
  });
  return { all: links.length, missing: missing.map((link) => JSON.stringify(link)) };
}
