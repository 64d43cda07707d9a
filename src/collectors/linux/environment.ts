import type { Collector } from '../../model/collector.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parseEnvironment } from '../formats/references/environment.ts';
import { cutOnHost, dropSecretVariables } from './cut-on-host.ts';

const start = '^[a-z_][a-z0-9_.]*';
// Also the bare word, and what .NET writes for a section: `DSN=`, `ConnectionStrings__Shop=`.
const names =
  '^([a-z_][a-z0-9_.]*)?(url|uri|dsn|hosts?|servers?|addr|address|endpoints?|brokers|bootstrap_servers|connection_?strings?|_proxy)[a-z]*(__[a-z0-9_]*)?=';
const beside = `${start}(port|_name|database)=`;
const withUrl = `${start}=.*(://|jdbc:)`;
const variables = `^==[>=] |${names}|${beside}|${withUrl}|^ssh_connection=`;
/** A value that is no address of a socket in the file system, which every login has (`DBUS_SESSION_BUS_ADDRESS`). */
const elsewhere = '([^u]|u[^n]|un[^i]|uni[^x]|unix[^:])';

/**
 * Which processes have such a variable, so that what reads and cuts them is mostly not started. grep itself has one (`map_look`), under
 * `self` and maybe under its own number, which is gone by then. Where there is neither, it is a grep without -z: then all are read.
 */
const looked = `l=$(map_look=1 grep -zlsaiE '${names}${elsewhere}|${withUrl}|^map_look=' self/environ [0-9]*/environ)`;
const kept = 'k=; for f in @{l:-[0-9]*/environ}; do case "$f" in self*) ;; *) [ ! -e "$f" ] || k="$k $f" ;; esac; done'.replace(
  '@{',
  '${',
);

/** The heading of a process goes with its first variable, and not at all where it has none. */
const headings = "-e '/^==[>=] /{h;d}'";
const withHeading = "-e 'x;/./p;s/.*//;x;p'";

const cut = `tr '\\0' '\\n' | grep -iE '${variables}' | sed -n -r ${headings} ${dropSecretVariables} ${cutOnHost} ${withHeading}`;

/** Variables of running processes that name an address, of those processes the login may look into. */
export const linuxEnvironment: Collector = {
  id: 'linux.environment',
  group: 'references',
  platforms: ['linux'],
  rank: 41,
  request: {
    command: `cd /proc && echo "== self $$" && ${looked}; ${kept}; [ -z "$k" ] || head -c 65536 /dev/null $$/environ $k | ${cut}; :`,
    root: 'never',
    seconds: 15,
    bytes: 8 * 1024 * 1024,
  },
  parse: parseEnvironment,
  redact: redactSecrets,
};
