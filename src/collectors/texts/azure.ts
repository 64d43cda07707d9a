import type { TextFormat } from '../../model/text-format.ts';
import { parseAzure } from '../formats/inventory/azure.ts';
import { redactInventory } from '../formats/inventory/redact.ts';

const resource =
  /"id"\s{0,20}:\s{0,20}"\/subscriptions\/[^"]{1,400}\/providers\/microsoft\.(?:compute\/virtualmachines|network\/(?:networkinterfaces|loadbalancers|publicipaddresses)|sql\/servers|dbfor\w{1,20}\/)/i;
const addressList = /"virtualMachine"\s{0,20}:\s{0,20}\{[^{]{0,2000}"network"/;

export const azureText: TextFormat = {
  id: 'azure',
  family: 'azure',
  title: 'machines, balancers and databases of Azure, JSON',
  example: 'az vm list --show-details --output json',
  group: 'inventory',
  about: 'others',
  recognise: (head) => (resource.test(head) || addressList.test(head) ? 92 : 0),
  parse: parseAzure,
  redact: redactInventory,
};
