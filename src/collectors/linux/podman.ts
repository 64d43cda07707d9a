import type { Collector } from '../../model/collector.ts';
import { parsePodman } from '../formats/docker.ts';
import { redactContainers } from '../formats/redact-containers.ts';
import { whenConmon } from './when-conmon.ts';

/**
 * Containers of root's Podman, where some are running. setpriv does nothing for root and ends the command for everybody else, whose own podman
 * would make itself a storage the first time it is asked.
 */
export const linuxPodman: Collector = {
  id: 'linux.podman',
  group: 'containers',
  platforms: ['linux'],
  rank: 3,
  request: {
    command: 'setpriv --reuid=0 podman --remote=false ps -a --format json',
    when: `[ -d /run/libpod ] && command -v podman >/dev/null && ${whenConmon()}`,
    root: 'useful',
    seconds: 20,
    bytes: 8 * 1024 * 1024,
  },
  parse: parsePodman,
  redact: redactContainers,
};
