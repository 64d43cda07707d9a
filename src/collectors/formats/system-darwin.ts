import type { Fact, SystemFact } from '../../model/fact.ts';
import { readLines } from '../../text/lines.ts';

/** `uname -n: mac1`, and `ProductName:\t\tmacOS` of sw_vers(1). */
const line = /^(uname -[nrm]|ProductName|ProductVersion):\s{1,16}(\S.{0,254})$/;

const fields: ReadonlyMap<string, 'name' | 'kernel' | 'architecture' | 'osName' | 'osVersion'> = new Map([
  ['uname -n', 'name'],
  ['uname -r', 'kernel'],
  ['uname -m', 'architecture'],
  ['ProductName', 'osName'],
  ['ProductVersion', 'osVersion'],
]);

/** What a Mac calls itself and what runs on it: `uname` and `sw_vers`. */
export function parseSystemDarwin(text: string): readonly Fact[] {
  const fact: { -readonly [Key in keyof SystemFact]: SystemFact[Key] } = { fact: 'system', line: 1 };
  for (const { text: content } of readLines(text)) {
    const [, key = '', value = ''] = line.exec(content) ?? [];
    const field = fields.get(key);
    if (field !== undefined) fact[field] ??= value.trim();
  }
  const { osName, osVersion } = fact;
  if (osName !== undefined) fact.description = osVersion === undefined ? osName : `${osName} ${osVersion}`;
  return Object.keys(fact).length > 2 ? [fact] : [];
}
