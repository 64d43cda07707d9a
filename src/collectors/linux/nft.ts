import type { Collector } from '../../model/collector.ts';
import { parseNft } from '../formats/nft.ts';
import { whenNftNat } from './when-nat.ts';

/**
 * Rules of nftables, root only. As text: every version prints it, while JSON is a build option and leaves out what
 * iptables-nft translates to.
 */
export const linuxNft: Collector = {
  id: 'linux.nft',
  group: 'translations',
  platforms: ['linux'],
  rank: 3,
  request: { command: 'nft list ruleset', when: whenNftNat, root: 'useful', seconds: 20, bytes: 16 * 1024 * 1024 },
  parse: parseNft,
};
