import type { Host } from '../model/snapshot.ts';
import { compareText, type Estate } from './estate.ts';

/** A host, and from where it is known. */
interface NamedHost {
  readonly id: string;
  readonly name: string;
  /** The target it was read from, or the listing; absent of one that only others tell of. */
  readonly from?: string;
}

/** An address that several hosts have. */
export interface SharedAddress {
  readonly address: string;
  readonly hosts: readonly NamedHost[];
}

/** Hosts that go by one name, one of which was looked at and told no address: they may be one. */
export interface SharedName {
  readonly name: string;
  readonly hosts: readonly NamedHost[];
}

function namedHost({ id, name, targets, listed }: Host): NamedHost {
  const [from] = [...(targets ?? []), ...(listed ?? [])];
  return { id, name, ...(from === undefined ? {} : { from }) };
}

const namedHosts = (hosts: readonly Host[]): NamedHost[] =>
  hosts.map(namedHost).sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));

const wasLookedAt = ({ evidence }: Host): boolean => evidence !== undefined;

function groupHosts(hosts: readonly Host[], keysOf: (host: Host) => readonly string[]): readonly (readonly [string, Host[]])[] {
  const groups = new Map<string, Host[]>();
  for (const host of hosts) {
    for (const key of new Set(keysOf(host))) groups.set(key, [...(groups.get(key) ?? []), host]);
  }
  return [...groups].filter(([, own]) => own.length > 1).sort(([a], [b]) => compareText(a, b));
}

/** Addresses of several hosts, at least one of which was looked at. A virtual address is somebody's anyway. */
export function sharedAddresses({ snapshot }: Estate): SharedAddress[] {
  const hosts = snapshot.hosts.filter(({ kind }) => kind !== 'virtual-address');
  return groupHosts(hosts, ({ addresses }) => addresses)
    .filter(([, own]) => own.some(wasLookedAt))
    .map(([address, own]) => ({ address, hosts: namedHosts(own) }));
}

const shortOf = (name: string): string => name.toLowerCase().split('.')[0] ?? '';

/** The same name, or a short one of which the other is the full one. */
function isNamesake(one: Host, other: Host): boolean {
  const [own, others] = [one, other].map(({ names }) =>
    names.map((name) => name.toLowerCase()).filter((name) => name.includes('.')),
  );
  if (own === undefined || others === undefined || own.length === 0 || others.length === 0) return true;
  return own.some((name) => others.includes(name));
}

/** Names that a host without any address shares with others. */
export function sharedNames({ snapshot }: Estate): SharedName[] {
  const isSilent = (host: Host): boolean => wasLookedAt(host) && host.addresses.length === 0;
  return groupHosts(snapshot.hosts, ({ names }) => names.map(shortOf).filter((name) => name !== '')).flatMap(([name, all]) => {
    const silent = all.filter(isSilent);
    const hosts = all.filter((host) => silent.some((one) => one === host || isNamesake(one, host)));
    return silent.length === 0 || hosts.length < 2 ? [] : [{ name, hosts: namedHosts(hosts) }];
  });
}
