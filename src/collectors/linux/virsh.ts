import type { Collector } from '../../model/collector.ts';
import { parseVirsh, redactVirsh } from '../formats/virsh.ts';

/** Guests of libvirt over its read-only socket, over which it tells no secrets: their states, then what they are made of. */
export const linuxVirsh: Collector = {
  id: 'linux.virsh',
  group: 'guests',
  platforms: ['linux'],
  rank: 1,
  request: {
    command:
      'virsh -r -c qemu:///system list --all; virsh -r -c qemu:///system list --all --uuid | xargs -r -n 1 virsh -r -c qemu:///system dumpxml',
    when: '[ -S /run/libvirt/libvirt-sock-ro ] && command -v virsh >/dev/null',
    root: 'never',
    seconds: 20,
    bytes: 16 * 1024 * 1024,
  },
  parse: parseVirsh,
  redact: redactVirsh,
};
