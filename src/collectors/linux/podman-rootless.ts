import type { Collector } from '../../model/collector.ts';
import { parsePodman } from '../formats/docker.ts';
import { redactContainers } from '../formats/redact-containers.ts';
import { whenConmon } from './when-conmon.ts';

/** Containers the login runs without root; those of other users show in their control groups alone. */
export const linuxPodmanRootless: Collector = {
  id: 'linux.podman-rootless',
  group: 'containers',
  platforms: ['linux'],
  rank: 4,
  request: {
    command: 'podman --remote=false ps -a --format json',
    when: `[ -d "$HOME/.local/share/containers/storage" ] && [ ! -w /run ] && command -v podman >/dev/null && ${whenConmon('-O')}`,
    root: 'never',
    seconds: 20,
    bytes: 8 * 1024 * 1024,
  },
  parse: parsePodman,
  redact: redactContainers,
};
