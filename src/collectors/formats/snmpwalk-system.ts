import type { Fact, SystemFact } from '../../model/fact.ts';
import { readLines } from '../../text/lines.ts';

/** What is read of the system group of SNMPv2-MIB (RFC 3418), by the last part of the object's number. */
const objects: Readonly<Record<string, 'description' | 'objectId' | 'name'>> = { 1: 'description', 2: 'objectId', 5: 'name' };
const symbols: Readonly<Record<string, 'description' | 'objectId' | 'name'>> = {
  sysDescr: 'description',
  sysObjectID: 'objectId',
  sysName: 'name',
};

/** `OID = TYPE: value` of snmpwalk(1), whatever the style of the OID (`-On`, `-Of`, `-Os`). */
const walkRow = /^(?<oid>[.\w:-]{1,300}) = (?:(?<type>[A-Z][\w -]{0,30}): ?)?(?<value>.*)$/;
/** `oid|tag|value` of snmprec; the tag is that of ASN.1, with `x` where the value is in hexadecimal. */
const recRow = /^\.?(?<oid>\d+(?:\.\d+){1,200})\|(?<tag>\d+x?)\|(?<value>.*)$/;

function fieldOf(oid: string): 'description' | 'objectId' | 'name' | undefined {
  const numeric = /^\.?(?:iso|1)\.3\.6\.1\.2\.1\.1\.([1-9])\.0$/.exec(oid)?.[1];
  if (numeric !== undefined) return objects[numeric];
  const symbol = /(?:^|[.:])(sys[A-Za-z]+)\.0$/.exec(oid)?.[1];
  return symbol === undefined ? undefined : symbols[symbol];
}

/** Numbers only: the name of a subtree stands for other numbers in every MIB file. */
function plainObjectId(value: string): string | undefined {
  const plain = value.trim().replace(/^(?:SNMPv2-SMI::|\.?iso\.org\.dod\.internet\.private\.)enterprises\./, '1.3.6.1.4.1.');
  const numeric = plain.replace(/^\.?iso\./, '1.').replace(/^\./, '');
  return /^\d+(?:\.\d+)+$/.test(numeric) ? numeric : undefined;
}

const unhex = (value: string): string =>
  Buffer.from(value.replace(/[^0-9a-fA-F]/g, ''), 'hex')
    .toString('utf8')
    .replace(/\0+$/, '');
const unquote = (value: string): string => /^"(.*)"$/s.exec(value)?.[1] ?? value.replace(/^"|"$/g, '');
const longest = 1_000;

interface Row {
  readonly field: 'description' | 'objectId' | 'name' | undefined;
  readonly hex: boolean;
  value: string;
}

function readRow(line: string): Row | undefined {
  const walk = walkRow.exec(line)?.groups;
  if (walk !== undefined) {
    // Without its type a value may be half of one: the text was cut off.
    const whole = walk['type'] !== undefined || walk['value']?.startsWith('"') === true;
    return {
      field: whole ? fieldOf(walk['oid'] ?? '') : undefined,
      hex: walk['type'] === 'Hex-STRING',
      value: walk['value'] ?? '',
    };
  }
  const rec = recRow.exec(line)?.groups;
  if (rec === undefined) return undefined;
  return { field: fieldOf(rec['oid'] ?? ''), hex: rec['tag']?.endsWith('x') === true, value: rec['value'] ?? '' };
}

function valueIn({ field, hex, value }: Row): string | undefined {
  if (field === 'objectId') return plainObjectId(value);
  const text = (hex ? unhex(value) : unquote(value)).trim().slice(0, longest);
  return text === '' ? undefined : text;
}

/**
 * Who a device says it is, from the text of a walk: `snmpwalk` in its common styles, or snmprec. Everything else in
 * the walk is kept as evidence and not read here. A value may go on over several lines.
 */
export function parseSnmpwalkSystem(text: string): readonly Fact[] {
  const found: { -readonly [Key in 'description' | 'objectId' | 'name']?: string } = {};
  let firstLine = 0;
  let open: Row | undefined;
  const close = (): void => {
    const value = open === undefined ? undefined : valueIn(open);
    if (open?.field !== undefined && value !== undefined) found[open.field] ??= value;
    open = undefined;
  };
  for (const { number, text: line } of readLines(text)) {
    const row = readRow(line);
    if (row === undefined) {
      if (open?.field !== undefined && open.value.length < longest) open.value += `\n${line}`;
      continue;
    }
    close();
    open = row;
    if (row.field !== undefined && firstLine === 0) firstLine = number;
  }
  close();
  const system: SystemFact = { fact: 'system', line: firstLine, ...found };
  return Object.keys(found).length === 0 ? [] : [system];
}

/** How sure the beginning of a text is a walk: a good part of its first lines are rows of one. */
export function recogniseWalk(head: string): number {
  let rows = 0;
  let lines = 0;
  for (const { text: line } of readLines(head)) {
    if (lines++ === 20) break;
    const oid = walkRow.exec(line)?.groups?.['oid'] ?? recRow.exec(line)?.groups?.['oid'];
    if (oid !== undefined && /^\.?(?:1|iso)\.|::|\.\d+$/.test(oid)) rows++;
  }
  return rows >= 1 && rows * 3 >= lines ? 85 : 0;
}
