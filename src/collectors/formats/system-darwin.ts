import type { Fact, SystemFact } from '../../model/fact.ts';
import { readLines } from '../../text/lines.ts';
import { readUname } from '../../text/uname.ts';

/** `ProductName:\t\tmacOS` of sw_vers(1). */
const line = /^(ProductName|ProductVersion):\s{1,16}(\S.{0,254})$/;

/** What a Mac calls itself and what runs on it: `uname` and `sw_vers`. */
export function parseSystemDarwin(text: string): readonly Fact[] {
  const fact: { -readonly [Key in keyof SystemFact]: SystemFact[Key] } = { fact: 'system', line: 1 };
  for (const { text: content } of readLines(text)) {
    Object.assign(fact, readUname(content));
    const [, key, value = ''] = line.exec(content) ?? [];
    if (key !== undefined) fact[key === 'ProductName' ? 'osName' : 'osVersion'] ??= value.trim();
  }
  const { osName, osVersion } = fact;
  if (osName !== undefined) fact.description = osVersion === undefined ? osName : `${osName} ${osVersion}`;
  return Object.keys(fact).length > 2 ? [fact] : [];
}
