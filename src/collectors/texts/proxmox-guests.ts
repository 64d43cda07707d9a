import type { TextFormat } from '../../model/text-format.ts';
import { parseProxmoxGuests, redactProxmoxGuests } from '../formats/proxmox-guests.ts';

const table = /^ {0,12}VMID (?:NAME {2,40}STATUS| {1,20}Status {1,40}Lock)/m;
const settings = /^[^\n]{0,80}\b(?:qm|pct) config \d{1,10}\s{0,20}$/m;
const files = /^\/etc\/pve\/[^:\n]{0,200}\/(?:qemu-server|lxc)\/\d{1,10}\.conf:/m;

export const proxmoxGuestsText: TextFormat = {
  id: 'proxmox-guests',
  family: 'proxmox',
  title: 'machines of a node of Proxmox',
  example: 'qm list; pct list; echo "# qm config 100"; qm config 100',
  group: 'guests',
  recognise: (head) => (table.test(head) || settings.test(head) || files.test(head) ? 90 : 0),
  parse: parseProxmoxGuests,
  redact: redactProxmoxGuests,
};
