import type { Fact } from '../../../model/fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { maskLength, readPrefix } from '../../../text/prefix.ts';
import { known } from '../known.ts';
import { deviceMac } from './hardware.ts';
import { readLabelled } from './labelled.ts';
import { parseVersion } from './version.ts';
import { versionWords } from './version-words.ts';

/** What `show interface management` shows: it is in no other list of interfaces. */
const management = 'management';
const longest = 64 * 1024;
const wanted = /^(?:ip-address|netmask|mac-address|ipv6-address|ipv6-link-local-address)$/;

/**
 * `show system info` of PAN-OS (PAN-OS CLI Quick Start): who it is, and the interface it is managed at, whose MAC is also its LLDP
 * chassis id.
 */
export function parsePanosSystem(text: string): readonly Fact[] {
  const facts = [...parseVersion(text, versionWords['paloalto-panos'])];
  const told = new Map<string, { readonly line: number; readonly value: string }>();
  for (const { line, label, value } of readLabelled(text.slice(0, longest))) {
    if (wanted.test(label) && value !== '' && !told.has(label)) told.set(label, { line, value });
  }
  const card = told.get('mac-address');
  const mac = deviceMac(card?.value ?? '');
  if (card !== undefined && mac !== undefined) facts.push({ fact: 'interface', line: card.line, name: management, mac });
  const mask = maskLength(told.get('netmask')?.value ?? '');
  for (const name of ['ip-address', 'ipv6-address', 'ipv6-link-local-address']) {
    const { line = 1, value = '' } = told.get(name) ?? {};
    const read = readPrefix(value);
    const address = canonicalAddress(read?.address ?? '');
    if (address === undefined) continue;
    const length = read?.length ?? (name === 'ip-address' ? mask : undefined);
    facts.push({ fact: 'address', line, interface: management, address, ...known('prefix', length) });
  }
  return facts;
}
