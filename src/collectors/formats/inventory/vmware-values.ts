import type { ListedHostFact } from '../../../model/listed-fact.ts';
import { addresses, texts } from './fields.ts';
import { listedHost } from './listed.ts';

const uuid =
  /^([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})-([0-9a-f]{2})([0-9a-f]{2})-([0-9a-f]{2})([0-9a-f]{2})-(.{17})$/;

/**
 * The SMBIOS UUID of a virtual machine in both orders of bytes: the first three fields are little-endian since SMBIOS 2.6 (7.2.1), and
 * whether a guest shows them so depends on its virtual hardware.
 */
export function smbiosIdentity(value: string | undefined): NonNullable<ListedHostFact['identity']> {
  const text = value?.trim().toLowerCase() ?? '';
  const [, a, b, c, d, e, f, g, h, rest] = uuid.exec(text) ?? [];
  if (a === undefined) return [];
  return [text, `${d}${c}${b}${a}-${f}${e}-${h}${g}-${rest}`].map((one) => ({ kind: 'smbios-uuid', value: one }));
}

const customValue = /("key"\s{0,20}:\s{0,20}\d{1,10}\s{0,20},\s{0,40}"value"\s{0,20}:\s{0,20})"(?:[^"\\]|\\.)*"/gi;

/** Cuts the values of custom attributes, which have a number for a name: nobody knows what they hold. */
export const cutCustomValues = (text: string): string => text.replace(customValue, '$1"[cut]"');

/** A hypervisor of which an inventory of virtual machines tells the name alone. */
export const hypervisorIn = (source: ListedHostFact['source'], name: string, line: number): ListedHostFact =>
  listedHost(line, { source, id: name, names: texts(name), addresses: addresses(name), macs: [], tags: {} });
