import type { Host } from '../model/snapshot.ts';
import { compareText } from './compare-text.ts';
import type { VisitGroup } from './group-visits.ts';
import { isBare, isNamesake } from './match-by-name.ts';
import { isFactoryName, splitDeviceId } from './topology/neighbor-keys.ts';
import { comparableNames, priorTraits, type Traits } from './traits.ts';

/** Names in lower case, each also without its domain, and what may be a serial number. */
interface ToldNames {
  readonly traits: Traits;
  readonly parts: readonly string[];
}

/** What neighbors call a device that they know nothing else of; undefined for any other host. */
function toldNames(host: Host): ToldNames | undefined {
  const traits = priorTraits(host);
  if (host.evidence !== undefined || host.tags['neighbor'] === undefined || !isBare(traits)) return undefined;
  const parts = host.names.flatMap((name) => splitDeviceId(name.trim()));
  const names = comparableNames(parts.filter((part) => !isFactoryName(part.toLowerCase())));
  return names.size === 0 ? undefined : { traits: { ...traits, names }, parts };
}

type Holders = ReadonlyMap<string, readonly number[]>;

function holdersOf(all: readonly Traits[]): Holders {
  const holders = new Map<string, number[]>();
  for (const [position, { names, identity }] of all.entries()) {
    const serials = [...(identity.get('device-serial') ?? [])].map((serial) => `serial ${serial}`);
    for (const key of new Set([...names, ...serials])) {
      const known = holders.get(key);
      if (known === undefined) holders.set(key, [position]);
      else known.push(position);
    }
  }
  return holders;
}

/** More than this many of one name are not compared: one of them alone cannot be meant. */
const tooMany = 16;

/** Those that have the serial number, or else the name. */
function findCalled({ traits, parts }: ToldNames, all: readonly Traits[], holders: Holders): readonly number[] {
  const bySerial = new Set(parts.flatMap((part) => holders.get(`serial ${part.toLowerCase()}`) ?? []));
  if (bySerial.size > 0) return [...bySerial];
  const full = [...traits.names].filter((name) => name.includes('.'));
  const near = new Set(full.flatMap((name) => holders.get(name) ?? []));
  if (near.size > 0) return [...near];
  const short = new Set([...traits.names].flatMap((name) => holders.get(name) ?? []));
  if (short.size > tooMany) return [...short];
  return [...short].filter((position) => {
    const one = all[position];
    return one !== undefined && isNamesake(traits, one);
  });
}

/**
 * Which of the hosts that were looked at for the first time are devices that their neighbors told of by nothing but a name: the only
 * one that calls itself so, if nobody else was known by that name. Two names of one device are told in the order of their ids.
 * @param matched groups of visits that are a known host already
 */
export function matchToldNames(
  groups: readonly VisitGroup[],
  matched: ReadonlyMap<number, Host>,
  priorHosts: readonly Host[],
): ReadonlyMap<number, Host> {
  const found = new Map<number, Host>();
  const told = priorHosts.flatMap((host) => {
    const names = toldNames(host);
    return names === undefined ? [] : [{ host, names }];
  });
  if (told.length === 0) return found;
  const now = groups.map(({ traits }) => traits);
  const looked = priorHosts.flatMap((host) => (host.evidence === undefined ? [] : [priorTraits(host)]));
  const [holdersNow, holdersBefore] = [holdersOf(now), holdersOf(looked)];
  for (const { host, names } of told.sort((a, b) => compareText(a.host.id, b.host.id))) {
    const [only, ...more] = findCalled(names, now, holdersNow);
    if (only === undefined || more.length > 0 || matched.has(only) || found.has(only)) continue;
    if (findCalled(names, looked, holdersBefore).length === 0) found.set(only, host);
  }
  return found;
}
