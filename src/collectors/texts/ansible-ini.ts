import type { TextFormat } from '../../model/text-format.ts';
import { parseAnsibleIni } from '../formats/inventory/ansible.ts';
import { redactAnsibleIni } from '../formats/inventory/ansible-secrets.ts';

const variable = /^[^\s[#;=]{1,255}[ \t][^\n]{0,1000}\bansible_(?:ssh_)?(?:host|user|port|connection)\s{0,20}=/m;
const groupVars = /^\[[^\]:\n]{1,200}:(?:children|vars)\]\s{0,20}$/m;

export const ansibleIniText: TextFormat = {
  id: 'ansible-ini',
  family: 'ansible',
  title: 'inventory of Ansible, INI',
  example: '/etc/ansible/hosts',
  group: 'inventory',
  about: 'others',
  recognise: (head) => (variable.test(head) || groupVars.test(head) ? 85 : 0),
  parse: parseAnsibleIni,
  redact: redactAnsibleIni,
};
