import type { Collector } from '../../model/collector.ts';
import { parseCrio } from '../formats/crictl.ts';
import { redactContainers } from '../formats/redact-containers.ts';

/** Containers of Kubernetes where CRI-O runs them. */
export const linuxCrio: Collector = {
  id: 'linux.crio',
  group: 'containers',
  platforms: ['linux'],
  rank: 7,
  request: {
    command: 'crictl ps -a -o json',
    when: '[ -S /run/crio/crio.sock ] && command -v crictl >/dev/null',
    root: 'useful',
    seconds: 20,
    bytes: 16 * 1024 * 1024,
  },
  parse: parseCrio,
  redact: redactContainers,
};
