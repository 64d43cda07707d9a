import type { Fact, IdentityFact } from '../../model/fact.ts';
import { readLines } from '../../text/lines.ts';
import { parseIdentity } from './identity.ts';

type Kind = IdentityFact['kind'];

/**
 * What a name stands for. A serial number of the machine that all partitions of it share (`systemid` of AIX, MACHINE_IDENT and
 * MACHINE_SERIAL of HP-UX) tells no host and is not asked for.
 */
const kinds: ReadonlyMap<string, Kind> = new Map([
  // FreeBSD: /etc/hostid (rc.conf(5)), and what the loader found (loader.conf(5), smbios.system.*).
  ['kern.hostuuid', 'machine-id'],
  ['smbios.system.uuid', 'smbios-uuid'],
  ['smbios.system.serial', 'smbios-serial'],
  // OpenBSD (sysctl(2)). Its UUID has other bytes first than dmidecode shows.
  ['hw.uuid', 'smbios-uuid'],
  ['hw.serialno', 'smbios-serial'],
  // NetBSD (sysctl(7)).
  ['machdep.dmi.system-uuid', 'smbios-uuid'],
  ['machdep.dmi.system-serial', 'smbios-serial'],
  // AIX: made at the installation (lsattr -El sys0), and machine with partition (uname -f).
  ['os_uuid', 'machine-id'],
  ['uname.f', 'smbios-serial'],
  // Solaris: hostid(1), and smbios(8) of x86.
  ['hostid', 'machine-id'],
  ['UUID', 'smbios-uuid'],
  ['Serial Number', 'smbios-serial'],
  // HP-UX: unique for each partition (getconf(1)).
  ['PARTITION_IDENT', 'smbios-serial'],
]);

/** `name=value` (sh, OpenBSD), `name = value` (NetBSD), `name: value` (FreeBSD, Solaris), `os_uuid value text True` (lsattr). */
const assignment = /^\s{0,8}([A-Za-z][\w.-]{1,40}(?: Number)?)(?: = |=|: )\s{0,8}(\S.{0,127})$/;
const attribute = /^(os_uuid)\s{1,20}([0-9A-Fa-f-]{36})(?:\s|$)/;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function readLine(line: string): Pick<IdentityFact, 'kind' | 'value'> | undefined {
  const [, name = '', text = ''] = assignment.exec(line) ?? attribute.exec(line) ?? [];
  const kind = kinds.get(name);
  const value = text.trim();
  if (kind === undefined || (kind === 'smbios-uuid' && !uuid.test(value))) return undefined;
  return { kind, value: kind === 'smbios-serial' ? value : value.toLowerCase() };
}

/** Values that tell a Unix host from every other: of its hardware or its installation, then its host keys. */
export function parseIdentityUnix(text: string): readonly Fact[] {
  const facts: Fact[] = [];
  for (const { number, text: line } of readLines(text)) {
    const read = readLine(line);
    if (read !== undefined) facts.push({ fact: 'identity', line: number, ...read });
  }
  return [...facts, ...parseIdentity(text)];
}
