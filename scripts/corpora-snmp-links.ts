import type { Fact } from '../src/model/fact.ts';
import type { AdjacencyFact } from '../src/model/network-fact.ts';

/** A row of `links` in a `.librenms.json`: a neighbor on a port of the device. */
interface Link {
  readonly protocol: string;
  readonly remote_hostname: string;
  readonly ifName: string | null;
  readonly ifDescr: string | null;
}

/** Rows of private MIBs, which nobody here reads, by file. */
const privateMibs = /^(?:timos|jetstream)/;

const plain = (text: string | undefined | null): string =>
  (text ?? '')
    .replace(/(?![\t\r\n])\p{Cc}/gu, '')
    .trim()
    .toLowerCase();

function isTold(link: Link, { protocol, localPort, remoteName, remoteChassis }: AdjacencyFact): boolean {
  const port = plain(localPort);
  const names = [plain(remoteName), plain(remoteChassis), plain(remoteChassis).replaceAll(':', '')];
  const isPort = port === plain(link.ifName) || port === plain(link.ifDescr);
  return protocol === link.protocol && isPort && names.includes(plain(link.remote_hostname));
}

/** Links of a `.librenms.json` that no fact tells, and how many there are; those of private MIBs are not counted. */
export function missingLinks(
  name: string,
  document: unknown,
  facts: readonly Fact[],
): { readonly all: number; readonly missing: readonly string[] } {
  const protocols = (document as { 'discovery-protocols'?: { discovery?: { links?: readonly Link[] } } })['discovery-protocols'];
  const links = (protocols?.discovery?.links ?? []).filter(({ protocol }) => protocol === 'lldp' || protocol === 'cdp');
  if (privateMibs.test(name)) return { all: 0, missing: [] };
  const told = facts.filter((fact): fact is AdjacencyFact => fact.fact === 'adjacency');
  const missing = links.filter((link) => !told.some((fact) => isTold(link, fact)));
  return { all: links.length, missing: missing.map((link) => JSON.stringify(link)) };
}
