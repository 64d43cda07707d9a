import { directiveSecrets } from './secrets/directive-secrets.ts';
import { namedSecrets } from './secrets/named-secrets.ts';
import { programSecrets } from './secrets/program-options.ts';
import { cutRanges, type Range } from './secrets/range.ts';
import { settingSecrets } from './secrets/setting-secrets.ts';
import { shapedSecrets } from './secrets/shaped-secrets.ts';
import { structureSecrets } from './secrets/structure-secrets.ts';

/**
 * What a name, a directive or a driver announces as a secret holds one of these. Tables of sockets, routes and the like
 * hold none: one look that ends at the first spares them the others.
 */
const announcement =
  /pass|pw|secret|token|key|credential|psk|auth|community|connection|bearer|salt|oracle|@tcp|@unix|com2sec|createuser|sink/i;

/** What a program takes a secret by: an option, Oracle's `user/secret`, the second word behind a command of `rabbitmqctl`. */
const argument = /[\t\v\f\r ](?:-|\/g?p:)|sqlplus|sqlldr|sqlcl|expdp|impdp|rman|_user|_password/;

const alwaysLookedFor = (text: string): readonly Range[] => [
  ...shapedSecrets(text),
  ...(argument.test(text) ? programSecrets(text) : []),
];
const announced = (text: string): readonly Range[] => [
  ...namedSecrets(text),
  ...directiveSecrets(text),
  ...structureSecrets(text),
];

function secretsIn(text: string, more?: (text: string) => Iterable<Range>): readonly Range[] {
  if (!announcement.test(text)) return alwaysLookedFor(text);
  return [...alwaysLookedFor(text), ...announced(text), ...(more?.(text) ?? [])];
}

/**
 * Cuts what looks like a secret out of command lines and puts `[cut]` in its place: the values of
 * options and variables named for one, passwords in URLs and connection strings, tokens of known
 * shapes, the short options in which known programs take a password, and directives of configuration files. Everything else is kept to
 * the byte, and what was cut already is left alone. Linear in the length of the text.
 */
export function redactSecrets(text: string): string {
  return cutRanges(text, secretsIn(text));
}

/**
 * `redactSecrets` for configuration files of a system, in which a setting has its value to the end of the line: `password = two words`,
 * `bindpw x`, `rocommunity x`.
 */
export function redactSettings(text: string): string {
  return cutRanges(text, secretsIn(text, settingSecrets));
}
