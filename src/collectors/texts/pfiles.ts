import type { TextFormat } from '../../model/text-format.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parsePfiles } from '../formats/pfiles.ts';

/** A descriptor, or the name of a socket (proc(1)). */
const descriptor = /^\s{1,20}\d{1,10}: S_IF(?:SOCK|REG|CHR|DIR|IFO|DOOR|PORT|BLK|LNK) mode:\d{1,6} dev:/m;
const name = /^\s{1,40}sockname: AF_INET6?\s{1,8}\S{1,128}\s{1,8}port: \d{1,5}/m;

export const pfilesText: TextFormat = {
  id: 'pfiles',
  family: 'pfiles',
  title: 'open sockets of processes by pfiles of Solaris and illumos',
  example: 'pfiles 1234',
  group: 'sockets',
  recognise: (head) => (descriptor.test(head) ? 90 : name.test(head) ? 70 : 0),
  parse: parsePfiles,
  redact: redactSecrets,
};
