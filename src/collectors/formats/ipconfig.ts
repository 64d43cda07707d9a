import type { AddressFact, Fact } from '../../model/fact.ts';
import { type ReadAddress, readAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { canonicalMac } from '../../text/mac.ts';
import { maskLength } from '../../text/prefix.ts';
import { adapterWords, gatewayWord, mediaStateWord } from '../../text/windows-words.ts';
import { finishInterface, type InterfaceDraft } from './interface-draft.ts';
import { type IpconfigEntry, type IpconfigSection, readIpconfig } from './ipconfig-lines.ts';

interface AddressValue extends ReadAddress {
  readonly line: number;
  /** `(Preferred)`, `(Bevorzugt)`: only the host's own addresses have a state. */
  readonly marked: boolean;
}

const marked = /^(\S{1,128}?) ?\([^()]{1,60}\)$/;
/** The sixth of the host's own keys and the last: the list of suffixes. */
const suffixListAt = 5;
const domain = /^[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){0,20}$/;

function addressesOf({ values }: IpconfigEntry): readonly AddressValue[] {
  return values.flatMap(({ line, text }) => {
    const [, inner] = marked.exec(text) ?? [];
    const read = readAddress(inner ?? text);
    return read === undefined ? [] : [{ ...read, line, marked: inner !== undefined }];
  });
}

/** The mask stands on the line below the address. */
function prefixBelow(entries: readonly IpconfigEntry[], at: number, address: string): number | undefined {
  const value = address.includes(':') ? undefined : entries[at + 1]?.values[0]?.text;
  return value === undefined ? undefined : maskLength(value);
}

/**
 * The host's own addresses, told by their state, by the mask below them, or by a key that says IPv6 in every
 * language; Windows XP has one key for both families.
 */
function ownAddresses({ entries }: IpconfigSection, name: string): readonly AddressFact[] {
  const keys = new Set<string>();
  return entries.flatMap((entry, at) =>
    addressesOf(entry).flatMap((read): readonly AddressFact[] => {
      const { address, line } = read;
      if (gatewayWord.test(entry.key) || address === '*') return [];
      const prefix = prefixBelow(entries, at, address);
      const own = read.marked || prefix !== undefined || keys.has(entry.key) || /(?:^|[^P])IPv6/.test(entry.key);
      if (!own || /DHCP|DNS/.test(entry.key)) return [];
      keys.add(entry.key);
      return [{ fact: 'address', line, address, ...(prefix === undefined ? {} : { prefix }), interface: name }];
    }),
  );
}

const gatewaysOf = ({ entries }: IpconfigSection, name: string): readonly Fact[] =>
  entries
    .filter(({ key }) => gatewayWord.test(key))
    .flatMap(addressesOf)
    .filter(({ address }) => address !== '0.0.0.0' && address !== '::')
    .map(({ address, line }) => ({
      fact: 'route',
      line,
      destination: address.includes(':') ? '::/0' : '0.0.0.0/0',
      gateway: address,
      interface: name,
    }));

/** `Ethernet adapter Ethernet 2:` is the connection `Ethernet 2`. */
function connectionName(heading: string): string {
  const title = heading.replace(/ {0,4}:$/, '').trim();
  const word = adapterWords.find((pattern) => pattern.test(title));
  return word === undefined ? title : title.replace(word, '');
}

/** A hardware address with dashes; a DHCP identifier has them too, but is longer. */
const macOf = ({ entries }: IpconfigSection): string | undefined =>
  entries
    .map(({ values }) => values[0]?.text ?? '')
    .filter((text) => /^(?:[\dA-F]{2}-){5,19}[\dA-F]{2}$/i.test(text))
    .map(canonicalMac)
    .find((mac) => mac !== undefined);

function readAdapter(section: IpconfigSection): readonly Fact[] {
  const name = connectionName(section.heading);
  const mac = macOf(section);
  const addresses = [...ownAddresses(section, name)];
  const draft: InterfaceDraft = { line: section.line, name, alias: false, addresses };
  if (mac !== undefined) draft.mac = mac;
  // The state of the medium is told of an adapter that has none.
  if (section.entries.some(({ key }) => mediaStateWord.test(key)) && addresses.length === 0) draft.up = false;
  return [...finishInterface(draft), ...gatewaysOf(section, name)];
}

/** The host's name is the first of its keys in every language. */
function readHost({ entries }: IpconfigSection): readonly Fact[] {
  const [first] = entries;
  const name = first?.values[0]?.text;
  return first === undefined || name === undefined || name === '' ? [] : [{ fact: 'system', line: first.line, name }];
}

/** The servers of names, of all adapters; the key has the letters DNS in every language. */
function readResolver(host: IpconfigSection | undefined, adapters: readonly IpconfigSection[]): readonly Fact[] {
  const named = adapters.flatMap(({ entries }) => entries).filter(({ key }) => key.includes('DNS'));
  const servers = named.flatMap(addressesOf);
  const search = (host?.entries.slice(suffixListAt) ?? [])
    .flatMap(({ values }) => values.map(({ text }) => text))
    .filter((text) => domain.test(text));
  const [first] = servers;
  if (first === undefined) return [];
  const nameservers = [...new Set(servers.map(({ address }) => address))];
  return [{ fact: 'resolver', line: first.line, nameservers, search: [...new Set(search)] }];
}

/** Output of `ipconfig` and `ipconfig /all` of Windows, in any language. */
export function parseIpconfig(text: string): readonly Fact[] {
  const list = factList();
  const sections = readIpconfig(text, ({ number, text: line }) => list.skip(number, line, 'not a line of ipconfig'));
  const isAdapter = ({ heading }: IpconfigSection): boolean => heading.endsWith(':');
  const host = sections.find((section) => !isAdapter(section) && section.entries.length > 0);
  const adapters = sections.filter(isAdapter);
  for (const fact of host === undefined ? [] : readHost(host)) list.facts.push(fact);
  for (const section of adapters) for (const fact of readAdapter(section)) list.facts.push(fact);
  for (const fact of readResolver(host, adapters)) list.facts.push(fact);
  return list.facts;
}
