import type { Endpoint } from '../../model/endpoint.ts';
import type { Fact } from '../../model/fact.ts';
import type { TranslationFact, VirtualAddressFact } from '../../model/translation-fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { type FactList, factList } from '../../text/fact-list.ts';
import { ownCopy } from '../../text/intern.ts';
import { readLabelledLines } from '../../text/labelled-files.ts';
import { readLines } from '../../text/lines.ts';
import { readPrefix } from '../../text/prefix.ts';
import { readInteger } from '../../text/scan.ts';
import type { Frame, GroupDraft, Located, RealDraft, ServerDraft, VrrpDraft } from './keepalived-drafts.ts';
import { type ConfigLine, lineReader } from './keepalived-line.ts';
import { natProtocol, readPortNumber } from './nat-rule.ts';

const rangeReason = 'a range of addresses is not one endpoint';
const markReason = 'what the firewall marks: which address is not said';
const conditionReason = 'depends on which configuration runs';
/** Words that say something only where it is known that they hold. */
const telling: ReadonlySet<string> = new Set(['state', 'interface', 'virtual_router_id', 'protocol', 'weight', 'sorry_server']);
/** A hostile file can name one large group in every server. */
const mostPairs = 100_000;
const tooMany = 'more virtual servers than are told';

/** `10.0.0.1 80`, also without a port; undefined where the address is none or a range. */
function readEnd([addressText = '', portText]: readonly string[]): Endpoint | undefined {
  const address = canonicalAddress(addressText);
  if (address === undefined || address === '*') return undefined;
  const port = readPortNumber(portText ?? '');
  return port === undefined ? { address } : { address, port };
}

/** Reads the blocks of one configuration, file after file. */
class ConfigReader {
  private readonly list: FactList = factList();
  private readonly vrrps: VrrpDraft[] = [];
  private readonly servers: ServerDraft[] = [];
  private readonly groups = new Map<string, GroupDraft>();
  private stack: Frame[] = [];
  /** Words of the line before. */
  private before: readonly string[] = [];

  /** A file ends: what is open in it does not go on in the next. */
  endFile(): void {
    this.stack = [];
    this.before = [];
  }

  add(at: Located, line: ConfigLine): void {
    for (let left = line.closes; left > 0; left -= 1) this.stack.pop();
    const { words } = line;
    // The brace may stand on a line of its own.
    if (line.opens) this.stack.push(this.open(at, words.length === 0 ? this.before : words));
    else if (line.conditional && telling.has(words[0] ?? '')) this.list.skip(at.number, at.text, conditionReason);
    else if (words.length > 0) this.fill(at, words);
    this.before = words;
    // `{ weight 1 }` on one line.
    if (!line.opens && words.at(-1) === '}') this.stack.pop();
  }

  private open(at: Located, [keyword, ...rest]: readonly string[]): Frame {
    const parent = this.stack.at(-1);
    if (parent === undefined) return this.openOuter(at, keyword, rest);
    if (parent.kind === 'vrrp' && (keyword === 'virtual_ipaddress' || keyword === 'virtual_ipaddress_excluded')) {
      return { kind: 'addresses' };
    }
    if (parent.kind === 'server' && keyword === 'real_server') return this.openReal(at, parent, rest);
    return { kind: 'other' };
  }

  private openOuter(at: Located, keyword: string | undefined, rest: readonly string[]): Frame {
    if (keyword === 'vrrp_instance') {
      const vrrp: VrrpDraft = { kind: 'vrrp', addresses: [] };
      this.vrrps.push(vrrp);
      return vrrp;
    }
    if (keyword === 'virtual_server_group' && rest[0] !== undefined) {
      const group: GroupDraft = { kind: 'group', endpoints: [] };
      this.groups.set(rest[0], group);
      return group;
    }
    return keyword === 'virtual_server' ? this.openServer(at, rest) : { kind: 'other' };
  }

  private openServer(at: Located, rest: readonly string[]): Frame {
    const original = rest[0] === 'group' ? rest[1] : readEnd(rest);
    if (original === undefined) {
      this.list.skip(at.number, at.text, rest[0] === 'fwmark' ? markReason : 'not a virtual server');
      return { kind: 'other' };
    }
    // keepalived takes TCP where nothing is said.
    const server: ServerDraft = { kind: 'server', at, original, protocol: 'tcp', reals: [] };
    this.servers.push(server);
    return server;
  }

  private openReal(at: Located, server: ServerDraft, rest: readonly string[]): Frame {
    const endpoint = readEnd(rest);
    if (endpoint === undefined) {
      this.list.skip(at.number, at.text, 'not a real server');
      return { kind: 'other' };
    }
    const real: RealDraft = { kind: 'real', at, endpoint };
    server.reals.push(real);
    return real;
  }

  private fill(at: Located, words: readonly string[]): void {
    const frame = this.stack.at(-1);
    const [keyword = '', value = ''] = words;
    if (frame?.kind === 'vrrp') fillVrrp(frame, keyword, value);
    else if (frame?.kind === 'addresses') {
      const vrrp = this.stack.at(-2);
      if (vrrp?.kind === 'vrrp') vrrp.addresses.push({ at, words });
    } else if (frame?.kind === 'group') this.fillGroup(at, frame, words);
    else if (frame?.kind === 'server') this.fillServer(at, frame, words);
    else if (frame?.kind === 'real' && keyword === 'weight') {
      const weight = readInteger(value);
      if (weight !== undefined) frame.weight = weight;
    }
  }

  private fillGroup(at: Located, group: GroupDraft, words: readonly string[]): void {
    const endpoint = readEnd(words);
    if (endpoint !== undefined) group.endpoints.push(endpoint);
    else if (words[0] !== '}') this.list.skip(at.number, at.text, words[0] === 'fwmark' ? markReason : rangeReason);
  }

  private fillServer(at: Located, server: ServerDraft, [keyword, ...rest]: readonly string[]): void {
    if (keyword === 'protocol') server.protocol = natProtocol(rest[0] ?? '') ?? server.protocol;
    else if (keyword === 'sorry_server') {
      const endpoint = readEnd(rest);
      // It takes nothing while one of the others lives.
      if (endpoint !== undefined) server.reals.push({ kind: 'real', at, endpoint, weight: 0 });
    }
  }

  private tellAddresses(vrrp: VrrpDraft): void {
    for (const { at, words } of vrrp.addresses) {
      const fact = addressFact(vrrp, at.number, words);
      if (fact !== undefined) this.list.facts.push(fact);
      else if (words[0] !== '}') this.list.skip(at.number, at.text, 'not an address');
    }
  }

  facts(): readonly Fact[] {
    for (const vrrp of this.vrrps) this.tellAddresses(vrrp);
    let left = mostPairs;
    for (const server of this.servers) {
      const { original } = server;
      const ends = typeof original === 'string' ? (this.groups.get(original)?.endpoints ?? []) : [original];
      left -= ends.length * server.reals.length;
      if (left < 0) this.list.skip(server.at.number, server.at.text, tooMany);
      else for (const end of ends) for (const real of server.reals) this.list.facts.push(serverFact(server, end, real));
    }
    return this.list.facts.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  }
}

function fillVrrp(vrrp: VrrpDraft, keyword: string, value: string): void {
  const group = readInteger(value);
  if (keyword === 'state') vrrp.state = ownCopy(value.toLowerCase());
  else if (keyword === 'interface') vrrp.interface = ownCopy(value);
  else if (keyword === 'virtual_router_id' && group !== undefined) vrrp.group = group;
}

/** `10.1.0.254/24 brd 10.1.0.255 dev eth0 label eth0:1`. */
function addressFact(vrrp: VrrpDraft, line: number, words: readonly string[]): VirtualAddressFact | undefined {
  const prefix = readPrefix(words[0] ?? '');
  if (prefix === undefined) return undefined;
  const dev = words.indexOf('dev');
  const device = dev === -1 ? vrrp.interface : ownCopy(words[dev + 1] ?? '');
  return {
    fact: 'virtual-address',
    line,
    address: prefix.address,
    ...(prefix.length === undefined ? {} : { prefix: prefix.length }),
    ...(device === undefined || device === '' ? {} : { interface: device }),
    protocol: 'vrrp',
    ...(vrrp.group === undefined ? {} : { group: vrrp.group }),
    ...(vrrp.state === undefined ? {} : { state: vrrp.state }),
  };
}

/** Without a port of its own a real server has the one of the virtual server. */
function serverFact({ protocol }: ServerDraft, original: Endpoint, { at, endpoint, weight }: RealDraft): TranslationFact {
  const port = endpoint.port ?? original.port;
  return {
    fact: 'translation',
    line: at.number,
    kind: 'virtual-server',
    protocol,
    original,
    translated: { ...endpoint, ...(port === undefined ? {} : { port }) },
    ...(weight === undefined ? {} : { weight }),
  };
}

/**
 * VRRP addresses and virtual servers of one keepalived.conf(5). What is configured, not what runs: `state` is the one
 * the instance begins with. Included files are read on their own.
 */
export function parseKeepalived(text: string): readonly Fact[] {
  const reader = new ConfigReader();
  const read = lineReader();
  for (const line of readLines(text)) reader.add(line, read(line.text));
  return reader.facts();
}

/** The same of several files, each line behind the path of its file (`grep '' FILE…`). */
export function parseKeepalivedFiles(text: string): readonly Fact[] {
  const reader = new ConfigReader();
  const read = lineReader();
  let file: string | undefined;
  for (const { number, path, text: content } of readLabelledLines(text)) {
    if (path !== file) reader.endFile();
    file = path;
    reader.add({ number, text: content }, read(content.replace(/\r$/, '')));
  }
  return reader.facts();
}
