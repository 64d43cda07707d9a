import type { Fact, SystemFact } from '../../model/fact.ts';
import { readAssignment } from '../../text/key-value.ts';
import { readLines } from '../../text/lines.ts';

type Draft = { -readonly [Key in keyof SystemFact]: SystemFact[Key] };

const keys = {
  name: 'name',
  os: 'osName',
  version: 'osVersion',
  kernel: 'kernel',
  architecture: 'architecture',
} as const;
type Key = keyof typeof keys;

const isKey = (text: string): text is Key => Object.hasOwn(keys, text);
/** `Oracle Solaris 11.4 SPARC`, `OmniOS v11 r151046`, `Solaris 10 1/13 s10s_u11wos_24a SPARC`. */
const release = /^([A-Za-z][A-Za-z ]{0,60}?) (v?\d[\w.]{0,20})(?: |$)/;

function readRelease(text: string, fact: Draft): void {
  fact.description = text;
  const [, name, version] = release.exec(text) ?? [];
  if (name === undefined || version === undefined) return;
  fact.osName = name;
  fact.osVersion = version;
}

/**
 * What a Unix host calls itself and what runs on it: lines `name=`, `os=`, `version=`, `kernel=`, `architecture=` with what uname(1),
 * oslevel(1) or freebsd-version(1) printed, and `release=` with the first line of /etc/release (Solaris, illumos).
 */
export function parseSystemUnix(text: string): readonly Fact[] {
  const fact: Draft = { fact: 'system', line: 1 };
  for (const { number, text: line } of readLines(text)) {
    const read = readAssignment(line, number);
    const value = read?.value.trim().slice(0, 200) ?? '';
    if (read === undefined || value === '') continue;
    if (read.key === 'release') readRelease(value, fact);
    else if (isKey(read.key)) fact[keys[read.key]] ??= value;
  }
  return Object.keys(fact).length > 2 ? [fact] : [];
}
