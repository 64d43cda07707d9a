import type { TextFormat } from '../../model/text-format.ts';
import { redactSettings } from '../../text/redact-secrets.ts';
import { parseOneFile } from '../formats/config-files.ts';
import { repoReader } from '../formats/declared/updates.ts';

const section = /^\[[^\]\n]{1,200}\]/m;
const source = /^[ \t]{0,20}(?:baseurl|mirrorlist|metalink)[ \t]{0,20}=/m;

export const repoFileText: TextFormat = {
  id: 'repo-file',
  family: 'repo-file',
  title: 'update servers: a .repo file of yum, dnf or zypper',
  example: 'cat /etc/yum.repos.d/base.repo',
  group: 'references',
  recognise: (head) => (section.test(head) && source.test(head) ? 85 : 0),
  parse: parseOneFile('/etc/yum.repos.d/*.repo', repoReader),
  redact: redactSettings,
};
