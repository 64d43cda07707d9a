/** How names of options, variables and parameters end whose value is a secret: `--db-password`, `PGPASSWORD`, `clientSecret`. */
const secretEnding = new RegExp(
  [
    'passw(?:or)?d[12]?|passphrase|passcode|pass|secret|token|credentials?|psk|masterauth|requirepass|community',
    '(?:^|[^a-z])(?:pwd|pw|auth)|(?:user|db|root|admin|sql)pwd',
    '(?:api|access|secret|account|encryption|signing|master|shared|license|session|private)[-_.]?key',
    'secret[-_]?id|token[-_]?id|connection[-_.]?string',
  ]
    .map((part) => `(?:${part})$`)
    .join('|'),
  'i',
);
/** Words that only end like one, and flags that ask for a secret or switch it off. */
const harmless =
  /^\.pgpass$|(?:by|com|tres|encom|sur|multi|one-?|two-?|single-?)pass$|^-*(?:no|ask|prompt|skip|without|require)(?:-\w+)*-(?:pass\w*|token|secret|auth)$/i;

/** What stands behind such a name is often the path of a file, which is no secret. */
const mayBePath = /(?:key|credentials?)$/i;
/** `auth` alone is as often a switch or a method, so it counts only with `=`. */
const onlyAssigned = /(?:^|[^a-z])auth$/i;
const switches = /^(?:true|false|yes|no|on|off|none|null|[01])$/i;
const workingDirectory = /^(?:OLD)?PWD$/;
/** A connection string whose parts say themselves which of them is secret: `Server=db1;Password=x`, a URL. */
const connectionName = /connection[-_.]?string$/i;
const ownParts =
  /^(?:(?:server|data|host|addr|address|network|endpoint|accountendpoint|defaultendpointsprotocol|driver|provider|initial|database|user)(?:=|$)|[a-z][a-z0-9+.:-]{1,40}:\/\/)/i;
const path = /^(?:\.{0,2}|~)\//;

/** How name and value are joined: `--token=x`, `token:x`, `X-Token: x`, `--token x`. */
export type Joint = 'equals' | 'colon' | 'header' | 'blank';

/** Whether what stands behind this name, joined so, is a secret. Both are cut at a few hundred characters by the caller. */
export function isSecret(name: string, joint: Joint, value: string): boolean {
  if (!secretEnding.test(name) || harmless.test(name)) return false;
  if (value === '' || switches.test(value)) return false;
  if (mayBePath.test(name) && path.test(value)) return false;
  // The working directory of a shell, not the `PWD=` of ODBC.
  if (workingDirectory.test(name) && path.test(value)) return false;
  if (connectionName.test(name) && ownParts.test(value)) return false;
  if (joint === 'equals') return true;
  if (onlyAssigned.test(name)) return false;
  if (joint === 'header') return true;
  // `queue-token:5672` and `/run/app-secret:/data` name a port and a path.
  if (joint === 'colon') return /pass/i.test(name) || !(/^\d{1,5}(?:\D|$)/.test(value) || path.test(value));
  return !/^--[a-z]/i.test(value);
}
