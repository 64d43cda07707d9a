import type { TextFormat } from '../../model/text-format.ts';
import { parseNftJson } from '../formats/nft-json.ts';

const start = /^\s{0,40}\{\s{0,40}"nftables"\s{0,40}:/;

export const nftJsonText: TextFormat = {
  id: 'nft-json',
  family: 'nft',
  title: 'NAT rules of Linux: nftables, JSON',
  example: 'nft -j list ruleset',
  group: 'translations',
  recognise: (head) => (start.test(head) ? 95 : 0),
  parse: parseNftJson,
};
