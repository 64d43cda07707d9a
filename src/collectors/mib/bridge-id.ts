import { canonicalMac } from '../../text/mac.ts';
import { macOfOctets } from '../../text/snmp/values.ts';

/** As some agents write it: `32768-00.1A.2B.3C.4D.5E`, `32768/00:1a:2b:3c:4d:5e`. */
const written = /^\d{1,5}[-/.]([0-9a-fA-F]{2}(?:[:.-][0-9a-fA-F]{2}){5})$/;

/**
 * MAC of a bridge identifier (BridgeId of RFC 4188: two octets of priority, six of the address); some agents leave the
 * priority out. All zeros are none.
 */
export function bridgeIdMac(octets: Uint8Array | undefined): string | undefined {
  if (octets?.length === 8) return macOfOctets(octets.slice(2));
  if (octets?.length === 6) return macOfOctets(octets);
  const [, mac] = octets === undefined || octets.length > 23 ? [] : (written.exec(Buffer.from(octets).toString('latin1')) ?? []);
  return mac === undefined ? undefined : canonicalMac(mac);
}

/**
 * Number of a port in its identifier: the low 12 bits of two octets (IEEE 802.1D-2004, 9.2.7). In the older form of
 * eight bits of priority and eight of number the same bits hold it, as long as the priority is a multiple of 16.
 */
export function portIdNumber(octets: Uint8Array | undefined): number | undefined {
  const [high, low] = octets ?? [];
  if (octets?.length !== 2 || high === undefined || low === undefined) return undefined;
  const number = (high % 16) * 256 + low;
  return number === 0 ? undefined : number;
}
