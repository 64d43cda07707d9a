import type { TextFormat } from '../../model/text-format.ts';
import { parseAnsibleYaml } from '../formats/inventory/ansible.ts';
import { redactAnsibleYaml } from '../formats/inventory/ansible-secrets.ts';

const hosts = /^ {1,20}hosts:\s{0,20}(?:#[^\n]{0,200})?$/m;
const top = /^[\w.-]{1,200}:\s{0,20}$/m;
const telling = /^ {1,200}(?:ansible_\w{1,40}|children|vars):/m;

export const ansibleYamlText: TextFormat = {
  id: 'ansible-yaml',
  family: 'ansible',
  title: 'inventory of Ansible, YAML',
  example: 'inventory.yml',
  group: 'inventory',
  about: 'others',
  recognise: (head) => (hosts.test(head) && top.test(head) && telling.test(head) ? 85 : 0),
  parse: parseAnsibleYaml,
  redact: redactAnsibleYaml,
};
