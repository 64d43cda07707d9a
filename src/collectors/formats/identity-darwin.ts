import type { Fact, IdentityFact } from '../../model/fact.ts';
import { readLines } from '../../text/lines.ts';
import { parseIdentity } from './identity.ts';

/** Properties of ioreg(8), `"IOPlatformUUID" = "…"`, and a line of sysctl(8). */
const serial = /^\s*"IOPlatformSerialNumber" = "([^"]{1,128})"/;
const uuid = /^\s*"IOPlatformUUID" = "([0-9A-Fa-f-]{36})"/;
const bootSession = /^kern\.bootsessionuuid: ([0-9A-Fa-f-]{36})$/;

const sources: readonly { readonly kind: IdentityFact['kind']; readonly line: RegExp }[] = [
  { kind: 'smbios-serial', line: serial },
  { kind: 'smbios-uuid', line: uuid },
  { kind: 'boot-id', line: bootSession },
];

function readLine(text: string): Pick<IdentityFact, 'kind' | 'value'> | undefined {
  for (const { kind, line } of sources) {
    const [, value] = line.exec(text) ?? [];
    if (value !== undefined) return { kind, value: kind === 'smbios-serial' ? value : value.toLowerCase() };
  }
  return undefined;
}

/** What tells a Mac from every other: hardware UUID and serial number, boot session, host keys. */
export function parseIdentityDarwin(text: string): readonly Fact[] {
  const facts: Fact[] = [];
  for (const { number, text: line } of readLines(text)) {
    const read = readLine(line);
    if (read !== undefined) facts.push({ fact: 'identity', line: number, ...read });
  }
  return [...facts, ...parseIdentity(text)];
}
