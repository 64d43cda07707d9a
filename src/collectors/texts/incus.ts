import type { TextFormat } from '../../model/text-format.ts';
import { parseIncus } from '../formats/incus.ts';
import { redactContainers } from '../formats/redact-containers.ts';

const keys = /"(?:expanded_config|expanded_devices|stateful)":/;
export const incusText: TextFormat = {
  id: 'incus',
  family: 'incus',
  title: 'containers of Incus or LXD, JSON',
  example: 'incus list --format json',
  group: 'containers',
  recognise: (head) => (keys.test(head) ? 90 : 0),
  parse: parseIncus,
  redact: redactContainers,
};
