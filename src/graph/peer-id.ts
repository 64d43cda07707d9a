import type { Host } from '../model/snapshot.ts';
import { isMadeId, makeId } from './make-id.ts';

/** What the id of a host that was only seen as a peer is made of: its address, and behind whose bridge that is. */
export const peerSeed = (address: string, scope?: string): string[] => ['peer', address, ...(scope === undefined ? [] : [scope])];

/**
 * Tells a peer behind somebody's container bridge: 172.17.0.2 there is another machine than 172.17.0.2 on
 * the network, so no host that is met at that address is this one. What a hypervisor
 * or a neighbor told of is none.
 */
export const isScopedPeer = ({ id, evidence, listed, addresses, tags: { hypervisor, neighbor } }: Host): boolean =>
  evidence === undefined &&
  listed === undefined &&
  hypervisor === undefined &&
  neighbor === undefined &&
  isMadeId(id) &&
  id !== makeId('host', peerSeed(addresses[0] ?? ''));
