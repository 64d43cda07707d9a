import type { Collector } from '../../model/collector.ts';
import { parseContainerd } from '../formats/crictl.ts';
import { redactContainers } from '../formats/redact-containers.ts';

/** Containers of Kubernetes where containerd runs them, asked for as the configuration of crictl says. */
export const linuxCrictl: Collector = {
  id: 'linux.crictl',
  group: 'containers',
  platforms: ['linux'],
  rank: 5,
  request: {
    command: 'crictl ps -a -o json',
    when: 'command -v crictl >/dev/null && [ ! -S /run/crio/crio.sock ]',
    root: 'useful',
    seconds: 20,
    bytes: 16 * 1024 * 1024,
  },
  parse: parseContainerd,
  redact: redactContainers,
};
