import type { AdjacencyFact } from '../../model/network-fact.ts';
import { classifyAddress, isHostAddress } from '../address-class.ts';
import { isIdentityMac, isJunkIdentity, isJunkName } from '../identity-values.ts';
import { readMac } from './port-name.ts';

/** What a neighbor is known by, as one report tells; everything in lower case but serial numbers. */
export interface NeighborKeys {
  /** A MAC, or any text that no address is. */
  readonly chassis?: string;
  readonly names: readonly string[];
  readonly serials: readonly string[];
  readonly addresses: readonly string[];
  readonly macs: readonly string[];
}

/** Names devices have before anybody gives them one. */
const factoryNames: ReadonlySet<string> = new Set(['router', 'switch', 'cisco', 'mikrotik', 'ubnt', 'openwrt', 'firewall', 'ap']);

/** True for a name that tells nothing. */
export const isFactoryName = (name: string): boolean => isJunkName(name) || factoryNames.has(name);

/** `switch(FOX1234)` of NX-OS is a name and a serial number, `JAB043(switch)` of CatOS the other way round: both may be either. */
export function splitDeviceId(text: string): readonly string[] {
  const open = text.indexOf('(');
  if (open <= 0 || !text.endsWith(')')) return [text];
  return [text.slice(0, open).trim(), text.slice(open + 1, -1).trim()].filter((part) => part !== '');
}

/** The MAC that the names of phones and boxes end with: `SEP0004F22AD83E`. */
function macInName(name: string): string | undefined {
  const direct = readMac(name);
  if (direct !== undefined) return direct;
  const found = /^[a-z]{2,4}-?([0-9a-f]{12})$/i.exec(name.trim());
  return found?.[1] === undefined ? undefined : readMac(found[1]);
}

const namesOf = (parts: readonly string[]): readonly string[] =>
  [...new Set(parts.map((name) => name.toLowerCase()))].filter((name) => name !== '' && !isJunkName(name));

const real = (mac: string | undefined): mac is string => mac !== undefined && isIdentityMac(mac);

/** What a report tells of who the neighbor is. */
export function neighborKeys(fact: AdjacencyFact): NeighborKeys {
  const parts = fact.remoteName === undefined ? [] : splitDeviceId(fact.remoteName.trim());
  const rawChassis = fact.remoteChassis?.trim().toLowerCase();
  const chassisMac = rawChassis === undefined ? undefined : readMac(rawChassis);
  const isAddress = rawChassis !== undefined && classifyAddress(rawChassis) !== 'invalid';
  const chassis = rawChassis === undefined || isAddress || isJunkIdentity(rawChassis) ? undefined : (chassisMac ?? rawChassis);
  // An end station tells its card as its port; a switch that of the port, which is as good.
  const portMac = chassis === undefined && fact.remotePort !== undefined ? readMac(fact.remotePort) : undefined;
  const told = [...(fact.remoteAddresses ?? []), ...(isAddress ? [rawChassis] : [])];
  return {
    ...(chassis === undefined || (chassisMac !== undefined && !real(chassisMac)) ? {} : { chassis }),
    names: namesOf([...parts, ...(fact.remoteSystemName === undefined ? [] : [fact.remoteSystemName.trim()])]),
    serials: fact.protocol === 'cdp' ? parts.filter((part) => !isJunkIdentity(part)) : [],
    addresses: [...new Set(told.filter(isHostAddress))],
    macs: [...new Set([chassisMac, portMac, ...parts.map(macInName)].filter(real))],
  };
}
