import type { Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { objectField, objectsField, readJsonObjects, textField } from '../../text/json-objects.ts';
import { tellTables } from './nft.ts';
import type { NftTable } from './nft-ruleset.ts';
import type { Token } from './nft-tokens.ts';

type Json = Readonly<Record<string, unknown>>;
/** Tokens in the making, all of one line. */
type Writer = (text: string, quoted?: boolean) => void;

const deepest = 6;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

function writeList(write: Writer, items: readonly unknown[], depth: number): void {
  write('{');
  items.forEach((item, at) => {
    if (at > 0) write(',');
    writeElement(write, item, depth);
  });
  write('}');
}

/** An element of a set, or a pair of a map. */
function writeElement(write: Writer, item: unknown, depth: number): void {
  const [key, value] = Array.isArray(item) ? (item as readonly unknown[]) : [item];
  writeValue(write, key, depth);
  if (value === undefined) return;
  write(':');
  writeValue(write, value, depth);
}

function writeJoined(write: Writer, items: readonly unknown[], separator: string, depth: number): void {
  items.forEach((item, at) => {
    if (at > 0) write(separator);
    writeValue(write, item, depth);
  });
}

function writeValue(write: Writer, value: unknown, depth: number): void {
  if (typeof value === 'string' || typeof value === 'number') write(String(value), !String(value).startsWith('@'));
  else if (isObject(value) && depth <= deepest) writeObject(write, value, depth);
}

/** Prefixes, ranges, lists and verdicts (libnftables-json(5), EXPRESSIONS). */
function writeObject(write: Writer, value: Json, depth: number): void {
  const { prefix, range, set, concat, elem, jump, goto: go } = value;
  if (isObject(prefix)) write(`${String(prefix['addr'])}/${String(prefix['len'])}`, true);
  else if (Array.isArray(range)) write(`${String(range[0])}-${String(range[1])}`, true);
  else if (Array.isArray(set)) writeList(write, set, depth + 1);
  else if (Array.isArray(concat)) writeJoined(write, concat, '.', depth + 1);
  else if (isObject(elem)) writeValue(write, elem['val'], depth + 1);
  else if (isObject(jump) || isObject(go)) {
    write('goto');
    write(textField(objectField(value, isObject(jump) ? 'jump' : 'goto'), 'target') ?? '', true);
  } else writeField(write, value, depth);
}

function writeWords(write: Writer, ...words: readonly string[]): void {
  for (const word of words) write(word);
}

/** `{"payload": {"protocol": "tcp", "field": "dport"}}` as `tcp dport`; of what is not asked about only the name. */
function writeField(write: Writer, value: Json, depth: number): boolean {
  const payload = objectField(value, 'payload');
  const [protocol, field] = [textField(payload, 'protocol'), textField(payload, 'field')];
  const meta = textField(objectField(value, 'meta'), 'key');
  const { concat } = value;
  if (protocol !== undefined && field !== undefined) writeWords(write, protocol, field);
  else if (meta !== undefined) writeWords(write, 'meta', meta);
  else if (Array.isArray(concat) && depth <= deepest) writeJoined(write, concat, '.', depth + 1);
  else {
    const generator = ['numgen', 'jhash', 'symhash'].find((name) => name in value);
    if (generator === undefined) return false;
    write(generator);
  }
  return true;
}

function writeMatch(write: Writer, match: Json): void {
  if (!writeField(write, objectField(match, 'left'), 0)) return;
  write(match['op'] === '!=' ? '!=' : '==');
  writeValue(write, match['right'], 0);
}

function writeMap(write: Writer, map: Json, word: 'map' | 'vmap'): void {
  writeField(write, objectField(map, 'key'), 0);
  write(word);
  writeValue(write, map['data'], 0);
}

const portText = (port: unknown): string => {
  if (typeof port === 'number') return `:${port}`;
  const range = isObject(port) ? port['range'] : undefined;
  return Array.isArray(range) ? `:${String(range[0])}-${String(range[1])}` : '';
};

function writeTranslation(write: Writer, kind: string, nat: Json): void {
  write(kind);
  const { addr, port } = nat;
  if (isObject(addr) && isObject(addr['map'])) {
    write('to');
    writeMap(write, addr['map'], 'map');
  } else if (addr !== undefined || port !== undefined) {
    write('to');
    const address: string[] = [];
    writeValue((text) => address.push(text), addr, 0);
    const text = address.join('');
    write(`${text.includes(':') ? `[${text}]` : text}${portText(port)}`, true);
  }
}

function writeExpression(write: Writer, expression: Json): void {
  if (isObject(expression['match'])) writeMatch(write, expression['match']);
  else if (isObject(expression['vmap'])) writeMap(write, expression['vmap'], 'vmap');
  else if ('jump' in expression || 'goto' in expression) writeValue(write, expression, 0);
  else if ('masquerade' in expression) write('masquerade');
  const { type, name } = objectField(expression, 'xt');
  if (type === 'target' && typeof name === 'string') {
    writeWords(write, 'xt', 'target');
    write(name, true);
  }
  for (const kind of ['dnat', 'snat', 'redirect']) {
    if (kind in expression) writeTranslation(write, kind, objectField(expression, kind));
  }
}

/** What is written, as the tokens of one line. */
function tokensOf(line: number, fill: (write: Writer) => void): readonly Token[] {
  const tokens: Token[] = [];
  fill((text, quoted = false) => tokens.push({ text, line, quoted }));
  return tokens;
}

function addItem(tables: Map<string, NftTable>, line: number, item: Json): void {
  const [kind = ''] = ['chain', 'rule', 'set', 'map'].filter((name) => isObject(item[name]));
  const value = objectField(item, kind);
  const [family, name] = [textField(value, 'family'), textField(value, 'table')];
  if (family === undefined || name === undefined) return;
  const key = `${family} ${name}`;
  const table = tables.get(key) ?? { family, chains: new Map(), sets: new Map() };
  tables.set(key, table);
  const own = textField(value, kind === 'rule' ? 'chain' : 'name') ?? '';
  if (kind === 'set' || kind === 'map') {
    const elements = Array.isArray(value['elem']) ? value['elem'] : [];
    table.sets.set(own, tokensOf(line, (write) => writeList(write, elements, 0)).slice(1));
    return;
  }
  const chain = table.chains.get(own) ?? { name: own, nat: false, statements: [] };
  table.chains.set(own, chain);
  if (kind === 'chain') chain.nat = textField(value, 'type') === 'nat' && 'hook' in value;
  else {
    chain.statements.push(
      tokensOf(line, (write) => {
        for (const expression of objectsField(value, 'expr')) writeExpression(write, expression);
      }),
    );
  }
}

/**
 * Translations of `nft -j list ruleset` (libnftables-json(5)): told again in the words of the language and read as
 * those. Every item is read on its own, so an output that was cut off gives its whole ones.
 */
export function parseNftJson(text: string): readonly Fact[] {
  const list = factList();
  const tables = new Map<string, NftTable>();
  const start = text.indexOf('[') + 1;
  const before = text.slice(0, start).split('\n').length - 1;
  for (const item of start === 0 ? [] : readJsonObjects(text.slice(start))) {
    if (item.kind === 'broken') list.skip(item.line + before, item.text, 'not an item of a ruleset');
    else addItem(tables, item.line + before, item.value);
  }
  return tellTables([...tables.values()], list);
}
