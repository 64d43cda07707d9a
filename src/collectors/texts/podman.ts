import type { TextFormat } from '../../model/text-format.ts';
import { parsePodman } from '../formats/docker.ts';
import { redactContainers } from '../formats/redact-containers.ts';

const listed = /^\s{0,40}\[\s{0,40}\{\s{0,40}"AutoRemove": ?(?:true|false),\s{0,40}"Command":/;
const inspected = /^\s{0,40}\[\s{0,40}\{\s{0,40}"Id": ?"[0-9a-f]{64}"[\s\S]{0,20000}"OCIRuntime"/;
export const podmanText: TextFormat = {
  id: 'podman',
  family: 'podman',
  title: 'containers of Podman, JSON',
  example: 'podman ps -a --format json',
  group: 'containers',
  recognise: (head) => (listed.test(head) || inspected.test(head) ? 90 : 0),
  parse: parsePodman,
  redact: redactContainers,
};
