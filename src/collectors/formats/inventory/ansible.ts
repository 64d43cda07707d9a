import type { Fact } from '../../../model/fact.ts';
import { endMissing, factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { addresses, at, type Json, tags, textAt, texts, textsAt } from './fields.ts';
import { listedHost } from './listed.ts';

/** A host with what its lines say, in the making. */
interface Draft {
  readonly line: number;
  readonly groups: Set<string>;
  address?: string;
}

const addressKeys: ReadonlySet<string> = new Set(['ansible_host', 'ansible_ssh_host']);
const noGroups: ReadonlySet<string> = new Set(['all', 'ungrouped']);
/** `web[01:50].example.com` stands for many. */
const pattern = /\[[\w]{1,10}:[\w]{1,10}(?::\d{1,5})?\]/;

function factsOf(drafts: ReadonlyMap<string, Draft>): Fact[] {
  return [...drafts].map(([name, { line, groups, address }]) => {
    const isAddress = addresses(name).length > 0;
    const isNamed = address !== undefined && /[a-z]/i.test(address) && addresses(address).length === 0;
    return listedHost(line, {
      ...{ source: 'ansible', id: name, names: texts(isAddress ? undefined : name, isNamed ? address : undefined), macs: [] },
      addresses: addresses(name, address),
      tags: tags(Object.fromEntries([...groups].filter((group) => !noGroups.has(group)).map((group) => [group, 'true']))),
    });
  });
}

function draftOf(drafts: Map<string, Draft>, name: string, line: number): Draft {
  const draft = drafts.get(name) ?? { line, groups: new Set<string>() };
  drafts.set(name, draft);
  return draft;
}

/** `ansible-inventory --list`: variables of hosts in `_meta`, every other key a group. */
function readJson(inventory: Json): Fact[] {
  const drafts = new Map<string, Draft>();
  const variables = at(inventory, '_meta', 'hostvars');
  for (const [name, own] of Object.entries(typeof variables === 'object' && variables !== null ? variables : {})) {
    const address = textAt(own, 'ansible_host') ?? textAt(own, 'ansible_ssh_host');
    const draft = draftOf(drafts, name, 1);
    if (address !== undefined) draft.address = address;
  }
  for (const [group, value] of Object.entries(inventory)) {
    if (group !== '_meta') for (const name of textsAt(value, 'hosts')) draftOf(drafts, name, 1).groups.add(group);
  }
  return factsOf(drafts);
}

export function parseAnsibleJson(text: string): readonly Fact[] {
  const list = factList();
  try {
    return readJson(JSON.parse(text) as Json);
  } catch {
    list.skip(1, text.slice(0, 200).split('\n', 1)[0]?.trimEnd() ?? '', text.trimEnd().endsWith('}') ? 'not JSON' : endMissing);
    return list.facts;
  }
}

const section = /^\[([^\]:]{1,200})(?::(vars|children|hosts))?\]/;
const assignment = /(ansible_(?:ssh_)?host)\s{0,20}=\s{0,20}(?:"([^"]{0,255})"|'([^']{0,255})'|(\S{1,255}))/;

/** An INI inventory: `web1 ansible_host=10.0.0.5` below `[web]`; variables and children of groups name no hosts. */
export function parseAnsibleIni(text: string): readonly Fact[] {
  const list = factList();
  const drafts = new Map<string, Draft>();
  let group: string | undefined = 'ungrouped';
  for (const { number, text: line } of readLines(text)) {
    const trimmed = line.trim();
    if (trimmed === '' || /^[#;]/.test(trimmed)) continue;
    const [, name, kind] = section.exec(trimmed) ?? [];
    if (name !== undefined) group = kind === 'vars' || kind === 'children' ? undefined : name;
    else if (group !== undefined) {
      const [host = ''] = trimmed.split(/\s/, 1);
      if (pattern.test(host) || host.startsWith('[') || host.includes('=') || host.length > 255)
        list.skip(number, line, 'not the name of one host');
      else {
        const draft = draftOf(drafts, host, number);
        draft.groups.add(group);
        const [, , double, single, plain] = assignment.exec(trimmed) ?? [];
        const address = double ?? single ?? plain;
        if (address !== undefined) draft.address = address;
      }
    }
  }
  return [...factsOf(drafts), ...list.facts];
}

const entry = /^( {0,200})(?:"([^"]{1,255})"|'([^']{1,255})'|([^\s#:'"-][^\s:]{0,254}))\s{0,20}:(?:\s{1,80}(.{0,1000}))?$/;
const unquote = (text: string): string =>
  text
    .replace(/\s{1,80}#.{0,1000}$/, '')
    .trim()
    .replace(/^(["'])(.{0,255})\1$/, '$2');

/** A YAML inventory, by its indentation: hosts stand below `hosts`, groups below `children`. */
export function parseAnsibleYaml(text: string): readonly Fact[] {
  const list = factList();
  const drafts = new Map<string, Draft>();
  const above: { readonly indent: number; readonly key: string }[] = [];
  for (const { number, text: line } of readLines(text)) {
    if (line.trim() === '' || /^\s{0,200}(?:#|---|\.\.\.|- )/.test(line)) continue;
    const [, blanks, double, single, plain, value = ''] = entry.exec(line.trimEnd()) ?? [];
    const key = double ?? single ?? plain;
    if (key === undefined || blanks === undefined) {
      if (above.at(-1)?.key === 'hosts') list.skip(number, line, 'not a key with a value');
      continue;
    }
    while (above.length > 0 && (above.at(-1)?.indent ?? 0) >= blanks.length) above.pop();
    if (above.at(-1)?.key === 'hosts') {
      if (pattern.test(key)) list.skip(number, line, 'not the name of one host');
      else draftOf(drafts, key, number).groups.add(above.at(-2)?.key ?? 'all');
    } else if (addressKeys.has(key) && above.at(-2)?.key === 'hosts') {
      const draft = drafts.get(above.at(-1)?.key ?? '');
      if (draft !== undefined) draft.address = unquote(value);
    }
    if (above.length < 100) above.push({ indent: blanks.length, key });
  }
  return [...factsOf(drafts), ...list.facts];
}
