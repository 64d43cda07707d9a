import type { TextFormat } from '../../model/text-format.ts';
import { redactSettings } from '../../text/redact-secrets.ts';
import { isConfigPath, parseConfigFiles } from '../formats/config-files.ts';

const label = /^(\/[^:\n]{1,300}):/gm;

function holdsConfig(head: string): boolean {
  for (const [, path = ''] of head.matchAll(label)) if (isConfigPath(path)) return true;
  return false;
}

export const configFilesText: TextFormat = {
  id: 'config-files',
  family: 'config-files',
  title: 'configuration files of a system, each line with its path in front',
  example: 'grep -s . /etc/hosts /etc/fstab /etc/rsyslog.conf',
  group: 'references',
  recognise: (head) => (holdsConfig(head) ? 95 : 0),
  parse: parseConfigFiles,
  redact: redactSettings,
};
