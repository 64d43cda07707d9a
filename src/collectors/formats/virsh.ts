import type { GuestFact } from '../../model/container-fact.ts';
import type { Fact } from '../../model/fact.ts';
import { endMissing, factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { canonicalMac } from '../../text/mac.ts';
import { known } from './known.ts';
import { cardTables } from './virsh-cards.ts';

/** A domain in the making; `state` comes from the table above the documents. */
interface Draft {
  readonly line: number;
  readonly id?: string;
  readonly xen: boolean;
  name?: string;
  uuid?: string;
  readonly macs: Set<string>;
}

const row = /^\s{0,8}(?:\d{1,10}|-)\s{1,10}(\S.{0,400})$/;
const stateNames = ['running', 'idle', 'paused', 'in shutdown', 'shut off', 'crashed', 'pmsuspended'];
const begin = /^\s{0,80}<domain(?:\s[^>]{0,1000})?>/;
const attribute = (name: string): RegExp => new RegExp(`\\s${name}=['"]([^'"]{0,200})['"]`);
const idAttribute = attribute('id');
const typeAttribute = attribute('type');
const nameElement = /^\s{0,80}<name>([^<]{1,200})<\/name>/;
const uuidElement = /^\s{0,80}<uuid>([0-9a-fA-F-]{36})<\/uuid>/;
const macElement = /^\s{0,80}<mac\s{1,20}address=['"]([0-9a-fA-F:]{17})['"]/;
const table = /^\s{0,8}(?:Id\s{1,10}Name\s|-{10,200}$)/;

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const decode = (text: string): string => text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => entities[name] ?? '');

/** Name and state of a row of `virsh list`; a name may have blanks in it. */
function readRow(line: string): readonly [name: string, state: string] | undefined {
  const rest = row.exec(line)?.[1]?.trimEnd() ?? '';
  const state = stateNames.find((one) => rest.endsWith(`  ${one}`));
  return state === undefined ? undefined : [rest.slice(0, -state.length).trimEnd(), state];
}

function factOf(draft: Draft, states: ReadonlyMap<string, string>): GuestFact | undefined {
  const { name, line, id, uuid, macs } = draft;
  if (name === undefined) return undefined;
  return {
    fact: 'guest',
    line,
    hypervisor: draft.xen ? 'xen' : 'libvirt',
    name,
    ...known('id', id),
    ...known('uuid', uuid),
    ...known('state', states.get(name)),
    ...known('macs', [...macs]),
  };
}

function fill(draft: Draft, line: string): void {
  const [name, uuid, mac] = [nameElement, uuidElement, macElement].map((element) => element.exec(line)?.[1]);
  if (name !== undefined) draft.name ??= decode(name);
  if (uuid !== undefined) draft.uuid ??= uuid.toLowerCase();
  const canonical = canonicalMac(mac ?? '');
  if (canonical !== undefined) draft.macs.add(canonical);
}

/**
 * Guests of libvirt: the table of `virsh list --all`, documents of `virsh dumpxml` (virsh(1), libvirt.org/formatdomain.html), and the tables of
 * their cards, either alone or one after the other. libvirt prints an element a line.
 */
export function parseVirsh(text: string): readonly Fact[] {
  const list = factList();
  const cards = cardTables();
  const states = new Map<string, string>();
  const lines = new Map<string, number>();
  const told = new Set<string>();
  let draft: Draft | undefined;
  const finish = (): void => {
    const fact = draft && factOf(draft, states);
    if (fact !== undefined) {
      list.facts.push(fact);
      told.add(fact.name);
    } else if (draft !== undefined) list.skip(draft.line, '<domain>', 'a domain without a name');
    draft = undefined;
  };
  for (const { number, text: line } of readLines(text)) {
    const [name, state] = (draft === undefined ? readRow(line) : undefined) ?? [];
    if (begin.test(line)) {
      finish();
      const id = idAttribute.exec(line)?.[1];
      draft = { line: number, ...known('id', id), xen: typeAttribute.exec(line)?.[1] === 'xen', macs: new Set() };
    } else if (line.includes('</domain>')) finish();
    else if (draft !== undefined) fill(draft, line);
    else if (name !== undefined && state !== undefined) {
      states.set(name, state);
      lines.set(name, number);
    } else if (line.trim() !== '' && !cards.read(line, number) && !table.test(line)) list.skip(number, line, 'not of virsh');
  }
  if (draft !== undefined) list.skip(draft.line, '<domain>', endMissing);
  finish();
  for (const [name, line] of lines) {
    if (told.has(name)) continue;
    told.add(name);
    list.facts.push({ fact: 'guest', line, hypervisor: 'libvirt', name, ...known('state', states.get(name)) });
  }
  return [...list.facts.map((fact) => (fact.fact === 'guest' ? cards.complete(fact) : fact)), ...cards.others(told)];
}

/** Passwords of displays, and arguments and environments handed through to the emulator. */
const secrets = /(\s(?:passwd|value)=)(?:'[^'\n]{0,4096}'|"[^"\n]{0,4096}")/g;

/** Free notes, arguments of the kernel, and what firmware hands to the first start. */
const freeText = /<(description|cmdline|entry)(\s[^<>]{0,200})?>([^<]+)/g;

/** Cuts what may be a secret out of the documents of `virsh dumpxml --security-info`. Lines keep their numbers. */
export const redactVirsh = (text: string): string =>
  text
    .replace(secrets, "$1'[cut]'")
    .replace(
      freeText,
      (_, name: string, more = '', value: string) => `<${name}${more}>[cut]${'\n'.repeat(value.split('\n').length - 1)}`,
    );
