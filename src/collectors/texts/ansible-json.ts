import type { TextFormat } from '../../model/text-format.ts';
import { parseAnsibleJson } from '../formats/inventory/ansible.ts';
import { redactInventory } from '../formats/inventory/redact.ts';

const meta = /"_meta"\s{0,20}:\s{0,20}\{/;

export const ansibleJsonText: TextFormat = {
  id: 'ansible-json',
  family: 'ansible',
  title: 'inventory of Ansible, JSON',
  example: 'ansible-inventory --list',
  group: 'inventory',
  about: 'others',
  recognise: (head) => (meta.test(head) ? 92 : 0),
  parse: parseAnsibleJson,
  redact: redactInventory,
};
