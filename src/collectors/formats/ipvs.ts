import type { Endpoint } from '../../model/endpoint.ts';
import type { Fact } from '../../model/fact.ts';
import type { TranslationFact } from '../../model/translation-fact.ts';
import { scanEndpoint, withoutZone } from '../../text/endpoint.ts';
import { type FactList, factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { readHexEndpoint } from '../../text/proc-hex.ts';
import { readInteger, readWords } from '../../text/scan.ts';
import { natProtocol } from './nat-rule.ts';

/** /proc/net/ip_vs has one blank between the titles, ipvsadm puts them in columns. */
const procHeader = /^\s{0,9}-> RemoteAddress:Port Forward Weight/;
const title = /^(?:IP Virtual Server version|Prot LocalAddress:Port|\s{0,9}-> RemoteAddress:Port)/;
const hexIpv4 = /^[0-9A-F]{8}:[0-9A-F]{4}$/;
const hexIpv6 = /^(\[[0-9a-fA-F:.]{2,45}\]):([0-9A-F]{4})$/;
const markReason = 'what the firewall marks: which address is not said';
const rowReason = 'not a row of virtual servers';

interface Virtual {
  readonly protocol: NonNullable<TranslationFact['protocol']>;
  readonly original: Endpoint;
}

/** `10.0.0.1:80`, `[2001:db8::1]:80`, or as the kernel prints them: hexadecimal, the address in network order. */
function readEndpoint(text: string, hexPorts: boolean): Endpoint | undefined {
  if (hexIpv4.test(text)) return readHexEndpoint(text, 'big');
  const [, address, port] = (hexPorts && hexIpv6.exec(text)) || [];
  const plain = address === undefined ? text : `${address}:${Number.parseInt(port ?? '', 16)}`;
  const read = scanEndpoint(plain, 0, plain.length);
  return read?.address === undefined || read.address === '*' ? undefined : withoutZone(read);
}

function serverFact({ protocol, original }: Virtual, line: number, translated: Endpoint, weightText?: string): TranslationFact {
  const weight = readInteger(weightText);
  return {
    fact: 'translation',
    line,
    kind: 'virtual-server',
    protocol,
    original,
    translated,
    ...(weight === undefined ? {} : { weight }),
  };
}

function readVirtual(word: string, text: string, hexPorts: boolean): Virtual | undefined {
  const protocol = natProtocol(word);
  const original = readEndpoint(text, hexPorts);
  return protocol === undefined || original === undefined ? undefined : { protocol, original };
}

/**
 * Virtual servers and their real ones: /proc/net/ip_vs (net/netfilter/ipvs/ip_vs_ctl.c) and `ipvsadm -Ln` (ipvsadm(8)),
 * which print the same table, the kernel in hexadecimal. A service by firewall mark has no address of its own.
 */
export function parseIpvsTable(text: string): readonly Fact[] {
  const list = factList();
  let hexPorts = false;
  let virtual: Virtual | 'marked' | undefined;
  for (const { number, text: line } of readLines(text)) {
    if (title.test(line)) {
      hexPorts = procHeader.test(line);
      continue;
    }
    const [first, second = '', , weight] = readWords(line);
    if (first === undefined) continue;
    if (first === '->') addReal(list, virtual, { number, line, endpoint: readEndpoint(second, hexPorts), weight });
    else {
      virtual = first === 'FWM' ? 'marked' : readVirtual(first, second, hexPorts);
      if (typeof virtual !== 'object') list.skip(number, line, virtual === 'marked' ? markReason : rowReason);
    }
  }
  return list.facts;
}

interface RealRow {
  readonly number: number;
  readonly line: string;
  readonly endpoint: Endpoint | undefined;
  readonly weight: string | undefined;
}

function addReal(list: FactList, virtual: Virtual | 'marked' | undefined, { number, line, endpoint, weight }: RealRow): void {
  if (virtual === 'marked') return;
  if (virtual === undefined || endpoint === undefined) list.skip(number, line, rowReason);
  else list.facts.push(serverFact(virtual, number, endpoint, weight));
}

const services: ReadonlyMap<string, string> = new Map([
  ['-t', 'tcp'],
  ['--tcp-service', 'tcp'],
  ['-u', 'udp'],
  ['--udp-service', 'udp'],
  ['--sctp-service', 'sctp'],
]);
const markOptions: ReadonlySet<string> = new Set(['-f', '--fwmark-service']);

const valueAfter = (words: readonly string[], short: string, long: string): string | undefined => {
  const at = words.findIndex((word) => word === short || word === long);
  return at === -1 ? undefined : words[at + 1];
};

function addCommand(list: FactList, number: number, line: string): void {
  const words = readWords(line);
  const [command] = words;
  if (command === undefined || command === '-A' || command === '--add-service') {
    if (words.some((word) => markOptions.has(word))) list.skip(number, line, markReason);
    return;
  }
  if (words.some((word) => markOptions.has(word))) return;
  const at = words.findIndex((word) => services.has(word));
  const virtual = readVirtual(services.get(words[at] ?? '') ?? '', words[at + 1] ?? '', false);
  const real = readEndpoint(valueAfter(words, '-r', '--real-server') ?? '', false);
  if ((command !== '-a' && command !== '--add-server') || virtual === undefined || real === undefined) {
    list.skip(number, line, 'not a command of ipvsadm');
  } else list.facts.push(serverFact(virtual, number, real, valueAfter(words, '-w', '--weight')));
}

/** `ipvsadm -Sn` (ipvsadm(8)): the commands that would make the table again. */
export function parseIpvsSave(text: string): readonly Fact[] {
  const list = factList();
  for (const { number, text: line } of readLines(text)) addCommand(list, number, line);
  return list.facts;
}
