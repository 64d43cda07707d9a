import type { Collector } from '../../model/collector.ts';
import { redactSettings } from '../../text/redact-secrets.ts';
import { parseApplicationFiles } from '../formats/references/application-files.ts';
import { addressLines, applicationPaths, passwordFiles } from './application-paths.ts';
import { cutOnHost, dropSecretLines } from './cut-on-host.ts';
import { cutWhereNeeded } from './cut-where-needed.ts';

const addresses = `grep -sHniE '${addressLines}' ${applicationPaths.join(' ')}`;
const passwords = `for f in ${passwordFiles.join(' ')}; do [ ! -r "$f" ] || grep -sHnoE '^[^#:][^:]*:[^:]*:[^:]*' "$f"; done`;

/** What configuration files of applications say about other machines: lines with addresses, of files on a published list. */
export const linuxApplicationFiles: Collector = {
  id: 'linux.application-files',
  group: 'references',
  platforms: ['linux'],
  rank: 40,
  request: {
    // The path of a password file is named like a secret: it would be cut.
    command: `${cutWhereNeeded(addresses, `${dropSecretLines} ${cutOnHost}`)}; ${passwords}; :`,
    root: 'never',
    seconds: 15,
    bytes: 8 * 1024 * 1024,
  },
  parse: parseApplicationFiles,
  redact: redactSettings,
};
