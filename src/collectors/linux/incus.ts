import type { Collector } from '../../model/collector.ts';
import { parseIncus } from '../formats/incus.ts';
import { redactContainers } from '../formats/redact-containers.ts';

/** Containers of Incus, of its own daemon alone. Its own client would write itself a configuration when first run. */
export const linuxIncus: Collector = {
  id: 'linux.incus',
  group: 'containers',
  platforms: ['linux'],
  rank: 9,
  request: {
    command: "curl -sf --unix-socket /var/lib/incus/unix.socket 'http://incus/1.0/instances?recursion=2&all-projects=true'",
    when: '[ -w /var/lib/incus/unix.socket ] && command -v curl >/dev/null',
    root: 'never',
    seconds: 20,
    bytes: 16 * 1024 * 1024,
  },
  parse: parseIncus,
  redact: redactContainers,
};
