import type { TextFormat } from '../../model/text-format.ts';
import { parseGcp } from '../formats/inventory/gcp.ts';
import { redactInventory } from '../formats/inventory/redact.ts';

const kind = /"kind"\s{0,20}:\s{0,20}"(?:compute#instance|sql#instance|compute#forwardingRule)"/;

export const gcpText: TextFormat = {
  id: 'gcp',
  family: 'gcp',
  title: 'machines, rules and databases of Google Cloud, JSON',
  example: 'gcloud compute instances list --format json',
  group: 'inventory',
  about: 'others',
  recognise: (head) => (kind.test(head) ? 92 : 0),
  parse: parseGcp,
  redact: redactInventory,
};
