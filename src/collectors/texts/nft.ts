import type { TextFormat } from '../../model/text-format.ts';
import { parseNft } from '../formats/nft.ts';

const table = /^[ \t]{0,20}table (?:(?:ip|ip6|inet|arp|bridge|netdev) )?[\w./-]{1,128} \{/m;

export const nftText: TextFormat = {
  id: 'nft',
  family: 'nft',
  title: 'NAT rules of Linux: nftables',
  example: 'nft list ruleset',
  group: 'translations',
  recognise: (head) => (table.test(head) ? 85 : 0),
  parse: parseNft,
};
