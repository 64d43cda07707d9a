import { compareText } from '../order.ts';
import { type Estate, hostName } from './estate.ts';

/** One thing that can be found. `id` is a host's or a service's. */
export interface SearchEntry {
  readonly id: string;
  readonly kind: 'host' | 'service';
  readonly title: string;
  /** What it can be found by besides its title, and what that is called. */
  readonly words: readonly (readonly [what: string, word: string])[];
}

export interface SearchResult {
  readonly entry: SearchEntry;
  /** Why it is in the list, where the title does not say it: `port 5432`. */
  readonly because: string;
}

function hostEntries(estate: Estate): SearchEntry[] {
  return estate.snapshot.hosts.map((host) => ({
    id: host.id,
    kind: 'host',
    title: hostName(estate, host.id),
    words: [
      ...host.names.map((name) => ['name', name] as const),
      ...host.addresses.map((address) => ['address', address] as const),
      ...(host.formerAddresses ?? []).map((address) => ['former address', address] as const),
      ...host.macs.map((mac) => ['MAC', mac] as const),
      ...(host.os?.name === undefined ? [] : [['system', `${host.os.name} ${host.os.version ?? ''}`] as const]),
      ...Object.entries(host.tags).map(([name, value]) => ['tag', `${name}=${value}`] as const),
    ],
  }));
}

function serviceEntries(estate: Estate): SearchEntry[] {
  return estate.snapshot.services.map((service) => ({
    id: service.id,
    kind: 'service',
    title: `${service.name} · ${hostName(estate, service.host)}`,
    words: [
      ...service.endpoints.map(({ port }) => ['port', String(port)] as const),
      ...service.processes.flatMap(({ name, user }) => [
        ...(name === undefined ? [] : [['process', name] as const]),
        ...(user === undefined ? [] : [['user', user] as const]),
      ]),
      ...[service.software, service.unit, service.container].flatMap((word) =>
        word === undefined ? [] : [['known as', word] as const],
      ),
    ],
  }));
}

/** Hosts first, then services, each by title. */
export function buildSearchIndex(estate: Estate): SearchEntry[] {
  const byTitle = (a: SearchEntry, b: SearchEntry): number => compareText(a.title, b.title) || compareText(a.id, b.id);
  return [...hostEntries(estate).sort(byTitle), ...serviceEntries(estate).sort(byTitle)];
}

interface Match {
  readonly rank: number;
  readonly because: string;
}

/** How well one token matches one entry; a lower rank is better. A port has to match whole. */
function matchToken({ title, words }: SearchEntry, token: string): Match | undefined {
  const lower = title.toLowerCase();
  if (lower === token) return { rank: 0, because: '' };
  if (lower.startsWith(token)) return { rank: 1, because: '' };
  const port = token.replace(/^:/, '');
  const exact = words.find(([what, word]) => (what === 'port' ? word === port : word.toLowerCase() === token));
  if (exact !== undefined) return { rank: 2, because: exact.join(' ') };
  if (lower.includes(token)) return { rank: 3, because: '' };
  const part = words.find(([what, word]) => what !== 'port' && word.toLowerCase().includes(token));
  return part === undefined ? undefined : { rank: 4, because: part.join(' ') };
}

/** Everything that matches every word of the query, best first. An empty query finds everything. */
export function search(index: readonly SearchEntry[], query: string): SearchResult[] {
  const tokens = query
    .toLowerCase()
    .split(/\s+/)
    .filter((token) => token !== '');
  const found = index.flatMap((entry) => {
    const matches = tokens.map((token) => matchToken(entry, token));
    if (matches.includes(undefined)) return [];
    const rank = matches.reduce((sum, match) => sum + (match?.rank ?? 0), 0);
    return [{ entry, rank, because: matches.find((match) => match?.because)?.because ?? '' }];
  });
  return found.sort((a, b) => a.rank - b.rank).map(({ entry, because }) => ({ entry, because }));
}
