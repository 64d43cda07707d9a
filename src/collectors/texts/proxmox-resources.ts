import type { TextFormat } from '../../model/text-format.ts';
import { parseProxmoxResources } from '../formats/inventory/proxmox-resources.ts';
import { redactInventory } from '../formats/inventory/redact.ts';

const machine = /"(?:id"\s{0,20}:\s{0,20}"(?:qemu|lxc|node)\/|type"\s{0,20}:\s{0,20}"(?:qemu|lxc)")/;
const node = /"(?:maxcpu|maxmem|vmid|node)"\s{0,20}:/;

export const proxmoxResourcesText: TextFormat = {
  id: 'proxmox-resources',
  family: 'proxmox',
  title: 'machines of a Proxmox cluster, JSON',
  example: 'pvesh get /cluster/resources --output-format json',
  group: 'inventory',
  about: 'others',
  recognise: (head) => (machine.test(head) && node.test(head) ? 92 : 0),
  parse: parseProxmoxResources,
  redact: redactInventory,
};
