import type { Fact } from '../../../model/fact.ts';
import type { AggregateFact } from '../../../model/network-fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { readPrefix, routeDestination } from '../../../text/prefix.ts';
import { readInteger, readWords } from '../../../text/scan.ts';
import { known } from '../known.ts';
import { deviceId } from './hardware.ts';

const unit = /\.\d{1,5}$/;
/** `ge-0/0/0.0 up up aenet --> ae0.0`: a port and the bundle it is in. */
const bundled = /^(\S{2,40})\s.{0,80}\saenet\s{1,20}--> (ae\d{1,4})\b/;

/**
 * `show interfaces terse` of Junos: interface, admin, link, protocol, local address; further addresses have lines of their own.
 * Bundles are told by their members.
 */
export function parseJunosInterfaces(text: string): readonly Fact[] {
  const list = factList();
  const bundles = new Map<string, AggregateFact & { readonly members: { port: string }[] }>();
  const bundledPorts = new Set<string>();
  let current: string | undefined;
  let family = '';
  for (const { number: line, text: row } of readLines(text)) {
    const words = readWords(row.slice(0, 400));
    if (words.length === 0 || words[0] === 'Interface') continue;
    const begins = !/^\s/.test(row) && /^(?:up|down)$/.test(words[1] ?? '');
    if (begins) {
      current = words[0];
      list.facts.push({ fact: 'interface', line, name: current ?? '', up: words[2] === 'up' });
    } else if (!/^\s/.test(row)) list.skip(line, row, 'not an interface');
    const [, port, bundle] = bundled.exec(row.slice(0, 400)) ?? [];
    if (port !== undefined && bundle !== undefined) {
      const fact = bundles.get(bundle) ?? { fact: 'aggregate', line, port: bundle, members: [] };
      bundles.set(bundle, fact);
      const name = port.replace(unit, '');
      if (!bundledPorts.has(`${bundle} ${name}`)) fact.members.push({ port: name });
      bundledPorts.add(`${bundle} ${name}`);
    }
    const rest = begins ? words.slice(3) : words;
    if (/^(?:inet6?|iso|mpls|eth-switch|aenet|multiservice|tnp|vpls)$/.test(rest[0] ?? '')) family = rest.shift() ?? '';
    const read = /^inet6?$/.test(family) ? readPrefix(rest[0] ?? '') : undefined;
    if (read !== undefined && current !== undefined) {
      list.facts.push({ fact: 'address', line, interface: current, address: read.address, ...known('prefix', read.length) });
    }
  }
  return [...list.facts, ...bundles.values()];
}

/** With ELS the routing instance stands first; without, a VLAN may have no number, and its ports follow. */
const vlanHead = /^(?:Routing instance\s{1,20}VLAN name|Name)\s{1,20}Tag\s{1,20}Interfaces/;
const elsRow = /^\S{1,60}\s{1,24}(\S{1,64})\s{1,24}(\d{1,4}|NA|None)\s*$/;
const plainRow = /^(\S{1,64})(?:\s{1,24}(\d{1,4}|None)(?:\s.{0,300})?)?$/;

/** `show vlans` of Junos (CLI reference): names and numbers; the ports stand below on lines of their own. */
export function parseJunosVlans(text: string): readonly Fact[] {
  const list = factList();
  let form: RegExp | undefined;
  for (const { number: line, text: whole } of readLines(text)) {
    const row = whole.slice(0, 400).trimEnd();
    if (vlanHead.test(row)) form = row.startsWith('Name') ? plainRow : elsRow;
    else if (form !== undefined && /^[^\s{]/.test(row)) {
      const [told, name = '', tag = ''] = form.exec(row) ?? [];
      const vlan = readInteger(tag);
      if (vlan !== undefined) list.facts.push({ fact: 'vlan', line, vlan, name });
      else if (told === undefined) list.skip(line, row, 'not a VLAN');
    }
  }
  return list.facts;
}

const lldpHead = /^Local Interface\s{1,20}(Parent Interface)?\s{1,20}Chassis Id\s{1,30}Port info\s{1,30}System Name/;

/** `show lldp neighbors` of Junos: local and parent interface, chassis id, port, system name. */
export function parseJunosLldp(text: string): readonly Fact[] {
  const list = factList();
  let names = -1;
  for (const { number: line, text: whole } of readLines(text)) {
    const row = whole.slice(0, 400);
    if (lldpHead.test(row)) {
      names = row.indexOf('System Name');
      continue;
    }
    if (row.trim() === '' || /^\S{1,60}:$/.test(row.trim())) continue;
    const [localPort = '', , chassis = '', ...rest] = readWords(row);
    const [name, port] = [row.slice(Math.max(names, 0)).trim(), rest.join(' ')];
    if (names === -1 || rest.length === 0) {
      list.skip(line, row, 'not a neighbor');
      continue;
    }
    const remotePort = port.endsWith(name) ? port.slice(0, port.length - name.length).trim() : port;
    const ids = { remoteChassis: deviceId(chassis), ...known('remoteName', name), ...known('remotePort', deviceId(remotePort)) };
    list.facts.push({ fact: 'adjacency', line, protocol: 'lldp', localPort, ...ids });
  }
  return list.facts;
}

const destination = /^([0-9a-fA-F:.]{2,45}\/\d{1,3})(?:\s|$)/;
const hop = /(?:^|\s)(?:> ?)?(?:to ([0-9a-fA-F:.]{2,45}) )?via (\S{1,60})/;

/** `*[Static/5] 1w2d`: who knows the way; `*` and `+` are in use, without a mark or with `-` another one is better. */
const entry = /(?:^|\s)([*+-]?)\[[A-Z][\w-]{1,20}\/\d/;

/** `show route` of Junos: a destination, and below it its ways in use, `> to 10.0.0.1 via ge-0/0/0.0`. */
export function parseJunosRoutes(text: string): readonly Fact[] {
  const list = factList();
  let current: string | undefined;
  let inUse = true;
  for (const { number: line, text: whole } of readLines(text)) {
    const row = whole.slice(0, 400);
    const mark = entry.exec(row)?.[1];
    if (mark !== undefined) inUse = mark === '*' || mark === '+';
    const read = readPrefix(destination.exec(row)?.[1] ?? '');
    if (read !== undefined) current = routeDestination(read);
    else if (row !== '' && !/^\s/.test(row)) current = undefined;
    const [way, gateway, port = ''] = hop.exec(row) ?? [];
    if (way === undefined) continue;
    if (current === undefined) list.skip(line, row, 'a way to nowhere');
    else if (inUse)
      list.facts.push({
        fact: 'route',
        line,
        destination: current,
        ...known('gateway', canonicalAddress(gateway ?? '')),
        interface: port,
      });
  }
  return list.facts;
}
