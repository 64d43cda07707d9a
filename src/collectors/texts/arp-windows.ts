import type { TextFormat } from '../../model/text-format.ts';
import { parseArpWindows } from '../formats/arp-windows.ts';

/** Address, hardware address with dashes, a word; indented. */
const row = /^[ \t]{1,20}\d{1,3}(?:\.\d{1,3}){3}[ \t]{1,40}(?:[\da-fA-F]{2}-){5}[\da-fA-F]{2}[ \t]{1,40}\S/m;

export const arpWindowsText: TextFormat = {
  id: 'arp-windows',
  family: 'arp',
  title: 'neighbors by arp of Windows, in any language',
  example: 'arp -a',
  group: 'neighbors',
  recognise: (head) => (row.test(head) ? 90 : 0),
  parse: parseArpWindows,
};
