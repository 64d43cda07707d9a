import type { Fact, IdentityFact } from '../../model/fact.ts';
import { readLines } from '../../text/lines.ts';
import { parseIdentity } from './identity.ts';

/** Properties of ioreg(8), `"IOPlatformUUID" = "…"`, and a line of sysctl(8). */
const property = /^\s*"(IOPlatformUUID|IOPlatformSerialNumber)" = "([^"]{1,128})"/;
const bootSession = /^kern\.bootsessionuuid: ([0-9A-Fa-f-]{36})$/;

function readLine(line: string): Pick<IdentityFact, 'kind' | 'value'> | undefined {
  const [, name, value] = property.exec(line) ?? [];
  if (name === 'IOPlatformSerialNumber' && value !== undefined) return { kind: 'smbios-serial', value };
  if (value !== undefined) return { kind: 'smbios-uuid', value: value.toLowerCase() };
  const [, session] = bootSession.exec(line) ?? [];
  return session === undefined ? undefined : { kind: 'boot-id', value: session.toLowerCase() };
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
