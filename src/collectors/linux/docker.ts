import type { Collector } from '../../model/collector.ts';
import { parseDocker } from '../formats/docker.ts';
import { redactContainers } from '../formats/redact-containers.ts';

/** The daemon of this host, whatever DOCKER_HOST or a context says. */
const docker = 'docker -H unix:///var/run/docker.sock';

const labels = [
  'com.docker.compose.project',
  'com.docker.compose.service',
  'com.docker.stack.namespace',
  'com.docker.swarm.service.name',
  'io.kubernetes.pod.name',
  'io.kubernetes.pod.namespace',
].map((name) => `"${name}":{{json (index .Config.Labels "${name}")}}`);

/** Chosen fields alone: what inspect tells of environments and commands is full of passwords. */
const template = `{"Id":{{json .Id}},"Name":{{json .Name}},"Image":{{json .Config.Image}},"State":{{json .State.Status}},"Pid":{{json .State.Pid}},"Labels":{${labels.join(',')}},"Networks":{{json .NetworkSettings.Networks}},"Ports":{{json .NetworkSettings.Ports}}}`;

/** Containers of Docker, for a login that may ask the daemon (root, or of the group docker). */
export const linuxDocker: Collector = {
  id: 'linux.docker',
  group: 'containers',
  platforms: ['linux'],
  rank: 1,
  request: {
    command: `${docker} ps -aq --no-trunc | xargs -r ${docker} inspect --format '${template}'`,
    when: '[ -w /var/run/docker.sock ] && command -v docker >/dev/null',
    root: 'never',
    seconds: 20,
    bytes: 8 * 1024 * 1024,
  },
  parse: parseDocker,
  redact: redactContainers,
};
