import type { Collector } from '../../model/collector.ts';
import { parseDocker } from '../formats/docker.ts';
import { redactContainers } from '../formats/redact-containers.ts';

/** Containers of Docker where only sudo may ask the daemon: without main process and addresses. Docker 23 and newer. */
export const linuxDockerPs: Collector = {
  id: 'linux.docker-ps',
  group: 'containers',
  platforms: ['linux'],
  rank: 2,
  request: {
    command: 'docker -H unix:///var/run/docker.sock ps -a --no-trunc --format json',
    when: '[ -S /var/run/docker.sock ] && [ ! -w /var/run/docker.sock ] && command -v docker >/dev/null',
    root: 'useful',
    seconds: 20,
    bytes: 8 * 1024 * 1024,
  },
  parse: parseDocker,
  redact: redactContainers,
};
