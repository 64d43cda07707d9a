import type { TextFormat } from '../../model/text-format.ts';
import { parseVirsh, redactVirsh } from '../formats/virsh.ts';

const table = /^ {0,4}Id {2,10}Name {2,200}State/m;
const cards = /^[^\n]{0,80}\bvirsh domif(?:list|addr) \S/m;
const document = /^\s{0,40}<domain type=/m;
export const virshText: TextFormat = {
  id: 'virsh',
  family: 'virsh',
  title: 'guests of libvirt',
  example: 'virsh list --all; virsh dumpxml NAME',
  group: 'guests',
  recognise: (head) => (table.test(head) || document.test(head) || cards.test(head) ? 90 : 0),
  parse: parseVirsh,
  redact: redactVirsh,
};
