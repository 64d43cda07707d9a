import type { Collector } from '../../model/collector.ts';
import { parseCrio } from '../formats/crictl.ts';
import { redactContainers } from '../formats/redact-containers.ts';

/** Pods of Kubernetes where CRI-O runs them. */
export const linuxCrioPods: Collector = {
  id: 'linux.crio-pods',
  group: 'containers',
  platforms: ['linux'],
  rank: 8,
  request: {
    command: 'crictl pods -o json',
    when: '[ -S /run/crio/crio.sock ] && command -v crictl >/dev/null',
    root: 'useful',
    seconds: 20,
    bytes: 16 * 1024 * 1024,
  },
  parse: parseCrio,
  redact: redactContainers,
};
