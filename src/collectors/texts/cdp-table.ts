import type { TextFormat } from '../../model/text-format.ts';
import { parseCdpBrief } from '../formats/network/neighbors-brief.ts';

const header = /^Device[ -]ID\s{1,40}Local Intr?f(?:ac|r)?ce\s{1,20}Ho?ldtme\s/im;
export const cdpTableText: TextFormat = {
  id: 'cdp-table',
  family: 'cdp',
  title: 'neighbors by CDP of a network device, as a table',
  example: 'show cdp neighbors',
  group: 'network',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parseCdpBrief,
};
