import type { Collector } from '../../model/collector.ts';
import { parseIncus } from '../formats/incus.ts';
import { redactContainers } from '../formats/redact-containers.ts';

/** Containers of LXD, as those of Incus; where the socket is depends on how it was installed. */
export const linuxLxd: Collector = {
  id: 'linux.lxd',
  group: 'containers',
  platforms: ['linux'],
  rank: 10,
  request: {
    command:
      "for s in /var/snap/lxd/common/lxd /var/lib/lxd; do [ ! -w $s/unix.socket ] || curl -sf --unix-socket $s/unix.socket 'http://lxd/1.0/instances?recursion=2&all-projects=true'; done",
    when: '{ [ -w /var/snap/lxd/common/lxd/unix.socket ] || [ -w /var/lib/lxd/unix.socket ]; } && command -v curl >/dev/null',
    root: 'never',
    seconds: 20,
    bytes: 16 * 1024 * 1024,
  },
  parse: parseIncus,
  redact: redactContainers,
};
