import type { TextFormat } from '../../model/text-format.ts';
import { parseNetbox } from '../formats/inventory/netbox.ts';
import { redactInventory } from '../formats/inventory/redact.ts';

const page = /"results"\s{0,20}:\s{0,20}\[/;
const keys = /"(?:device_type|vcpus|assigned_object_type|primary_ip4?)"\s{0,20}:/;
const bare = /^\s{0,40}\[\s{0,40}\{\s{0,40}"id"\s{0,20}:\s{0,20}\d{1,12},\s{0,40}"url"/;

export const netboxText: TextFormat = {
  id: 'netbox',
  family: 'netbox',
  title: 'devices, machines and addresses of NetBox, JSON',
  example: 'curl https://netbox.example.com/api/dcim/devices/?limit=0',
  group: 'inventory',
  about: 'others',
  recognise: (head) => ((page.test(head) || bare.test(head)) && keys.test(head) ? 92 : 0),
  parse: parseNetbox,
  redact: redactInventory,
};
