import type { TextFormat } from '../../model/text-format.ts';
import { parseGcp } from '../formats/inventory/gcp.ts';
import { redactInventory } from '../formats/inventory/redact.ts';

const kind =
  /"kind"\s{0,20}:\s{0,20}"(?:sql#instance|compute#(?:instance|instanceGroup|forwardingRule|target(?:Pool|Instance|\w{3,5}Proxy)|urlMap|backendService\w{0,20}))"/;

export const gcpText: TextFormat = {
  id: 'gcp',
  family: 'gcp',
  title: 'machines, balancers and databases of Google Cloud, JSON',
  example: 'gcloud compute instances list --format json',
  group: 'inventory',
  about: 'others',
  recognise: (head) => (kind.test(head) ? 92 : 0),
  parse: parseGcp,
  redact: redactInventory,
};
