import type { Collector } from '../../model/collector.ts';
import { parseProxmox, redactProxmox } from '../formats/proxmox.ts';

/** Machines of Proxmox VE: its configurations, which root may read. */
export const linuxProxmox: Collector = {
  id: 'linux.proxmox',
  group: 'guests',
  platforms: ['linux'],
  rank: 2,
  request: {
    command: 'grep -rs : /etc/pve/local/qemu-server /etc/pve/local/lxc',
    when: '[ -d /etc/pve/local ]',
    root: 'useful',
    seconds: 20,
    bytes: 4 * 1024 * 1024,
  },
  parse: parseProxmox,
  redact: redactProxmox,
};
