import type { Collector } from '../../model/collector.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parseApplicationFiles } from '../formats/references/application-files.ts';
import { addressLines, applicationPaths, passwordFiles } from './application-paths.ts';
import { cutOnHost, dropSecretLines } from './cut-on-host.ts';

/** What configuration files of applications say about other machines: lines with addresses, of files on a published list. */
export const linuxApplicationFiles: Collector = {
  id: 'linux.application-files',
  group: 'references',
  platforms: ['linux'],
  rank: 40,
  request: {
    command: `{ grep -sHniE '${addressLines}' ${applicationPaths.join(' ')} | grep -vE '^[^:]*:[0-9]+:[[:space:]]*(#|;|//|<!--)'; grep -sHnoE '^[^#:][^:]*:[^:]*:[^:]*' ${passwordFiles.join(' ')}; } | sed -r ${dropSecretLines} ${cutOnHost}; :`,
    root: 'never',
    seconds: 15,
    bytes: 8 * 1024 * 1024,
  },
  parse: parseApplicationFiles,
  redact: redactSecrets,
};
