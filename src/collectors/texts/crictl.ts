import type { TextFormat } from '../../model/text-format.ts';
import { parseContainerd } from '../formats/crictl.ts';
import { redactContainers } from '../formats/redact-containers.ts';

const keys = /^\s{0,40}\{\s{0,40}"(?:containers|items)":\s{0,40}\[\s{0,40}\{\s{0,40}"id":/;
export const crictlText: TextFormat = {
  id: 'crictl',
  family: 'crictl',
  title: 'containers or pods of Kubernetes, JSON of crictl',
  example: 'crictl ps -a -o json',
  group: 'containers',
  recognise: (head) => (keys.test(head) ? 90 : 0),
  parse: parseContainerd,
  redact: redactContainers,
};
