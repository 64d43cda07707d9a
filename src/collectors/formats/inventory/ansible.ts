import type { Fact } from '../../../model/fact.ts';
import { endMissing, type FactList, factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { expandPattern } from './ansible-pattern.ts';
import { addresses, at, type Json, tags, textAt, texts, textsAt } from './fields.ts';
import { listedHost } from './listed.ts';

/** A host with what its lines say, in the making. */
interface Draft {
  readonly line: number;
  readonly groups: Set<string>;
  address?: string;
}

/** An inventory in the making. */
interface Drafts {
  readonly hosts: Map<string, Draft>;
  /** Groups a group is part of. */
  readonly parents: Map<string, Set<string>>;
}

const addressKeys: ReadonlySet<string> = new Set(['ansible_host', 'ansible_ssh_host']);
const noGroups: ReadonlySet<string> = new Set(['all', 'ungrouped']);
/** Whoever runs Ansible, which the inventory does not tell. */
const ownMachine: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

const newDrafts = (): Drafts => ({ hosts: new Map(), parents: new Map() });

/** Groups with all they are part of, also by way of others. */
function withParents(groups: ReadonlySet<string>, parents: Drafts['parents']): readonly string[] {
  // The set grows while it is read.
  const found = new Set(groups);
  for (const group of found) for (const parent of parents.get(group) ?? []) found.add(parent);
  return [...found].filter((group) => !noGroups.has(group));
}

/** A name that is none of an address cut short or a variable (`{{ ip }}`). */
const isName = (text: string): boolean => /^[\w.-]{1,255}$/.test(text) && /[a-z]/i.test(text);

/** All hosts; the address of one that is neither that nor a name is told as skipped. */
function factsOf({ hosts, parents }: Drafts, list: FactList): Fact[] {
  const told = [...hosts].filter(([name, { address = name }]) => !(ownMachine.has(name) && ownMachine.has(address)));
  return told.map(([name, { line, groups, address }]) => {
    const isAddress = addresses(name).length > 0;
    const isNamed = address !== undefined && addresses(address).length === 0;
    const called = isNamed && isName(address) ? address : undefined;
    if (isNamed && called === undefined) list.skip(line, address, 'not an address');
    return listedHost(line, {
      ...{ source: 'ansible', id: name, names: texts(isAddress ? undefined : name, called), macs: [] },
      addresses: addresses(name, address),
      tags: tags(Object.fromEntries(withParents(groups, parents).map((group) => [group, 'true']))),
    });
  });
}

function draftOf({ hosts }: Drafts, name: string, line: number): Draft {
  const draft = hosts.get(name) ?? { line, groups: new Set<string>() };
  hosts.set(name, draft);
  return draft;
}

function addParent({ parents }: Drafts, group: string, parent: string): void {
  const known = parents.get(group) ?? new Set<string>();
  parents.set(group, known.add(parent));
}

/** `ansible-inventory --list`: variables of hosts in `_meta`, every other key a group. */
function readJson(inventory: Json, list: FactList): Fact[] {
  const drafts = newDrafts();
  const variables = at(inventory, '_meta', 'hostvars');
  for (const [name, own] of Object.entries(typeof variables === 'object' && variables !== null ? variables : {})) {
    const address = textAt(own, 'ansible_host') ?? textAt(own, 'ansible_ssh_host');
    const draft = draftOf(drafts, name, 1);
    if (address !== undefined) draft.address = address;
  }
  for (const [group, value] of Object.entries(inventory)) {
    if (group === '_meta') continue;
    for (const name of textsAt(value, 'hosts')) draftOf(drafts, name, 1).groups.add(group);
    for (const child of textsAt(value, 'children')) addParent(drafts, child, group);
  }
  return [...factsOf(drafts, list), ...list.facts];
}

export function parseAnsibleJson(text: string): readonly Fact[] {
  const list = factList();
  try {
    return readJson(JSON.parse(text) as Json, list);
  } catch {
    list.skip(1, text.slice(0, 200).split('\n', 1)[0]?.trimEnd() ?? '', text.trimEnd().endsWith('}') ? 'not JSON' : endMissing);
    return list.facts;
  }
}

const section = /^\[([^\]:]{1,200})(?::(vars|children|hosts))?\]/;
const assignment = /(ansible_(?:ssh_)?host)\s{0,20}=\s{0,20}(?:"([^"]{0,255})"|'([^']{0,255})'|(\S{1,255}))/;

/** The name without the port SSH is at: `web1:2222`, `[2001:db8::1]:2222`; an IPv6 address without brackets is whole. */
function withoutPort(name: string): string {
  const [, bracketed] = /^\[([0-9a-fA-F:.]{2,45})\](?::\d{1,5})?$/.exec(name) ?? [];
  if (bracketed !== undefined && addresses(bracketed).length > 0) return bracketed;
  return /^[^:]{1,255}:\d{1,5}$/.test(name) || /\]:\d{1,5}$|\][^:[\]]{1,255}:\d{1,5}$/.test(name)
    ? name.replace(/:\d{1,5}$/, '')
    : name;
}

const badName = 'not the name of a host, or of more than a thousand';

/** Adds the hosts a name stands for, each to the group; false where it stands for none. */
function addHosts(drafts: Drafts, line: number, name: string, group: string, address?: string): boolean {
  const names = name.includes('=') || name.length > 255 ? [] : expandPattern(withoutPort(name));
  for (const one of names) {
    const draft = draftOf(drafts, one, line);
    draft.groups.add(group);
    if (address !== undefined) draft.address = address;
  }
  return names.length > 0;
}

/** An INI inventory: `web1 ansible_host=10.0.0.5` below `[web]`, groups of a group below `[prod:children]`; variables name no hosts. */
export function parseAnsibleIni(text: string): readonly Fact[] {
  const list = factList();
  const drafts = newDrafts();
  let [group, kind] = ['ungrouped', ''];
  for (const { number, text: line } of readLines(text)) {
    const trimmed = line.trim();
    if (trimmed === '' || /^[#;]/.test(trimmed)) continue;
    const [, name, of = ''] = section.exec(trimmed) ?? [];
    const [word = ''] = trimmed.split(/\s/, 1);
    const [, , double, single, plain] = kind === 'vars' ? [] : (assignment.exec(trimmed) ?? []);
    if (name !== undefined) [group, kind] = [name, of];
    else if (kind === 'children') addParent(drafts, word, group);
    else if (kind !== 'vars' && !addHosts(drafts, number, word, group, double ?? single ?? plain))
      list.skip(number, line, badName);
  }
  return [...factsOf(drafts, list), ...list.facts];
}

const entry =
  /^( {0,200})(?:"([^"]{1,255})"|'([^']{1,255})'|([^\s#:'"-](?:[^\s:]|:(?=\S)){0,254}))\s{0,20}:(?:\s{1,80}(.{0,1000}))?$/;
const unquote = (text: string): string =>
  text
    .replace(/\s{1,80}#.{0,1000}$/, '')
    .trim()
    .replace(/^(["'])(.{0,255})\1$/, '$2');

interface Level {
  readonly indent: number;
  readonly key: string;
}

/** True directly below `hosts` of a group: `all`, `children`, `web`, `hosts`. A variable may be called so too. */
const isBelow = (above: readonly Level[], last: 'hosts' | 'children'): boolean =>
  above.length > 0 &&
  above.length % 2 === 0 &&
  above.every(({ key }, index) => index % 2 === 0 || key === (index === above.length - 1 ? last : 'children'));

/** `web1: { ansible_host: 10.0.0.5 }` */
const inBraces =
  /^\{[^}]{0,900}?\bansible_(?:ssh_)?host["']?\s{0,20}:\s{0,20}(?:"([^"]{0,255})"|'([^']{0,255})'|([^\s,}]{1,255}))/;

function addressInBraces(value: string): string | undefined {
  const [, double, single, plain] = inBraces.exec(value) ?? [];
  return double ?? single ?? plain;
}

/** A YAML inventory, by its indentation: hosts stand below `hosts`, groups below `children`. */
export function parseAnsibleYaml(text: string): readonly Fact[] {
  const list = factList();
  const drafts = newDrafts();
  const above: Level[] = [];
  // The hosts of the key above: a pattern stands for many.
  let hosts: readonly string[] = [];
  for (const { number, text: line } of readLines(text)) {
    if (line.trim() === '' || /^\s{0,200}(?:#|---|\.\.\.|- )/.test(line)) continue;
    const [, blanks, double, single, plain, value = ''] = entry.exec(line.trimEnd()) ?? [];
    const key = double ?? single ?? plain;
    if (key === undefined || blanks === undefined) {
      if (isBelow(above, 'hosts')) list.skip(number, line, 'not a key with a value');
      continue;
    }
    while (above.length > 0 && (above.at(-1)?.indent ?? 0) >= blanks.length) above.pop();
    const group = above.at(-2)?.key ?? 'all';
    if (isBelow(above, 'hosts')) {
      hosts = expandPattern(withoutPort(key));
      if (!addHosts(drafts, number, key, group, addressInBraces(value))) list.skip(number, line, badName);
    } else if (isBelow(above, 'children')) addParent(drafts, key, group);
    else if (addressKeys.has(key) && isBelow(above.slice(0, -1), 'hosts')) {
      for (const host of hosts) draftOf(drafts, host, number).address = unquote(value);
    }
    if (above.length < 100) above.push({ indent: blanks.length, key });
  }
  return [...factsOf(drafts, list), ...list.facts];
}
