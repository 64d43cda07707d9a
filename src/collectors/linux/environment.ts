import type { Collector } from '../../model/collector.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parseEnvironment } from '../formats/references/environment.ts';
import { cutOnHost, dropSecretVariables } from './cut-on-host.ts';

const names = '(url|uri|dsn|hosts?|servers?|addr|address|endpoints?|brokers|bootstrap_servers|connection_?strings?|_proxy)';
const variables = `^==[>=] |^[a-z_][a-z0-9_.]*${names}[a-z]*=|^[a-z_][a-z0-9_.]*(port|_name|database)=|^[a-z_][a-z0-9_.]*=.*(://|jdbc:)|^ssh_connection=`;
/** The heading of a process goes with its first variable, and not at all where it has none. */
const headings = "-e '/^==[>=] /{h;d}'";
const withHeading = "-e 'x;/./p;s/.*//;x;p'";

/** Variables of running processes that name an address, of those processes the login may look into. */
export const linuxEnvironment: Collector = {
  id: 'linux.environment',
  group: 'references',
  platforms: ['linux'],
  rank: 41,
  request: {
    command: `cd /proc && echo "== self $$" && head -c 65536 /dev/null [0-9]*/environ | tr '\\0' '\\n' | grep -iE '${variables}' | sed -n -r ${headings} ${dropSecretVariables} ${cutOnHost} ${withHeading}`,
    root: 'never',
    seconds: 15,
    bytes: 8 * 1024 * 1024,
  },
  parse: parseEnvironment,
  redact: redactSecrets,
};
