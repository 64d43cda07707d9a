import type { TextFormat } from '../../model/text-format.ts';
import { parseDocker } from '../formats/docker.ts';
import { redactContainers } from '../formats/redact-containers.ts';

/** Docker says which runtime it starts; what looks as its inspect and does not is that of Podman. */
const inspected = /^\s{0,40}\[\s{0,40}\{\s{0,40}"Id": ?"[0-9a-f]{64}"(?![\s\S]{0,20000}"OCIRuntime")/;
/** The fields the collector chooses. */
const chosen = /^\{"Id":"[0-9a-f]{64}","Name":/;
const listed = /^\{"Command":.{0,2000}"ID":"[0-9a-f]{12,64}"/;
export const dockerText: TextFormat = {
  id: 'docker',
  family: 'docker',
  title: 'containers of Docker, JSON',
  example: 'docker inspect $(docker ps -aq)',
  group: 'containers',
  recognise: (head) => ([inspected, chosen, listed].some((form) => form.test(head)) ? 90 : 0),
  parse: parseDocker,
  redact: redactContainers,
};
