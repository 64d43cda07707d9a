import type { Collector } from '../../model/collector.ts';
import { parseContainerd } from '../formats/crictl.ts';
import { redactContainers } from '../formats/redact-containers.ts';

/** Pods of Kubernetes where containerd runs them: their labels tell what runs them. */
export const linuxCrictlPods: Collector = {
  id: 'linux.crictl-pods',
  group: 'containers',
  platforms: ['linux'],
  rank: 6,
  request: {
    command: 'crictl pods -o json',
    when: 'command -v crictl >/dev/null && [ ! -S /run/crio/crio.sock ]',
    root: 'useful',
    seconds: 20,
    bytes: 16 * 1024 * 1024,
  },
  parse: parseContainerd,
  redact: redactContainers,
};
