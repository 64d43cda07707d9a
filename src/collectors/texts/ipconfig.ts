import type { TextFormat } from '../../model/text-format.ts';
import { parseIpconfig } from '../formats/ipconfig.ts';

/** Dots lead from the key to the colon; the key is indented by three. */
const dotted = /^[ \t]{1,8}\S[^:\n]{1,60} \. \. ?[. ]{0,60}: /m;
/** An adapter heading: not indented, ends in a colon. */
const heading = /^\S[^\n]{1,200}:[ \t\r]{0,4}$/m;

export const ipconfigText: TextFormat = {
  id: 'ipconfig',
  family: 'ipconfig',
  title: 'addresses by ipconfig of Windows, in any language',
  example: 'ipconfig /all',
  group: 'addresses',
  recognise: (head) => (dotted.test(head) ? (heading.test(head) ? 90 : 60) : 0),
  parse: parseIpconfig,
};
