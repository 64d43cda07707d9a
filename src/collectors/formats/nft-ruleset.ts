import { is, type Token } from './nft-tokens.ts';

/** One statement: tokens without the line end, lists in braces among them. */
export type Statement = readonly Token[];

interface NftChain {
  readonly name: string;
  /** The kernel calls it, to translate: `type nat hook prerouting`. */
  nat: boolean;
  readonly statements: Statement[];
}

export interface NftTable {
  readonly family: string;
  readonly chains: Map<string, NftChain>;
  /** Elements of named sets and maps, as between the braces. */
  readonly sets: Map<string, Statement>;
}

/** More tokens in one statement are not read: a named map of a large cluster has some ten thousand. */
const longestStatement = 1_000_000;

const ends = (token: Token): boolean => is(token, '\n') || is(token, ';');

/** Statement by statement; braces of a list belong to it, braces of a block are statements of their own. */
function* readStatements(tokens: Iterable<Token>): Generator<Statement> {
  let statement: Token[] = [];
  let lists = 0;
  for (const token of tokens) {
    const opens = is(token, '{');
    const blockHead = opens && lists === 0 && isBlockHead(statement);
    if (lists > 0 || (opens && !blockHead)) {
      lists += opens ? 1 : is(token, '}') ? -1 : 0;
      if (statement.length < longestStatement && !is(token, '\n')) statement.push(token);
    } else if (blockHead || ends(token) || is(token, '}')) {
      if (statement.length > 0) yield statement;
      if (!ends(token)) yield [token];
      statement = [];
    } else if (statement.length < longestStatement) statement.push(token);
  }
  if (statement.length > 0) yield statement;
}

const blockWords: ReadonlySet<string> = new Set([
  'table',
  'chain',
  'set',
  'map',
  'flowtable',
  'counter',
  'quota',
  'limit',
  'ct',
  'secmark',
  'synproxy',
]);
const longestHead = 4;

function isBlockHead(statement: Statement): boolean {
  const [first, second] = statement;
  if (first === undefined || first.quoted || statement.length > longestHead || !blockWords.has(first.text)) return false;
  // `counter packets 0 bytes 0` and `ct state { … }` begin rules too.
  return first.text !== 'ct' || ['helper', 'timeout', 'expectation'].includes(second?.text ?? '');
}

interface Place {
  table?: NftTable;
  chain?: NftChain;
  set?: string;
  /** Blocks nobody asks about: their braces still count. */
  other: number;
}

function openBlock(place: Place, head: Statement, tables: NftTable[]): void {
  const [keyword, name, last] = head.map(({ text }) => text);
  if (place.table === undefined && keyword === 'table') {
    // A table without a family is of `ip`.
    place.table = { family: last === undefined ? 'ip' : (name ?? ''), chains: new Map(), sets: new Map() };
    tables.push(place.table);
  } else if (place.table !== undefined && keyword === 'chain' && name !== undefined) {
    place.chain = place.table.chains.get(name) ?? { name, nat: false, statements: [] };
    place.table.chains.set(name, place.chain);
  } else if (place.table !== undefined && (keyword === 'set' || keyword === 'map') && name !== undefined) place.set = name;
  else place.other += 1;
}

function closeBlock(place: Place): void {
  if (place.other > 0) place.other -= 1;
  else if (place.chain !== undefined) delete place.chain;
  else if (place.set !== undefined) delete place.set;
  else delete place.table;
}

function addStatement({ table, chain, set }: Place, statement: Statement): void {
  const [first, second] = statement;
  if (chain !== undefined) {
    if (is(first, 'type')) chain.nat = is(second, 'nat');
    else if (!is(first, 'policy')) chain.statements.push(statement);
  } else if (set !== undefined && is(first, 'elements')) {
    const open = statement.findIndex((token) => is(token, '{'));
    if (open !== -1) table?.sets.set(set, statement.slice(open + 1));
  }
}

/** The tables of a ruleset with their chains, sets and maps (nft(8)); what else is in them is left out. */
export function readRuleset(tokens: Iterable<Token>): readonly NftTable[] {
  const tables: NftTable[] = [];
  const place: Place = { other: 0 };
  let head: Statement = [];
  for (const statement of readStatements(tokens)) {
    if (is(statement[0], '{')) openBlock(place, head, tables);
    else if (is(statement[0], '}')) closeBlock(place);
    else if (place.other === 0 && !isBlockHead(statement)) addStatement(place, statement);
    head = statement;
  }
  return tables;
}
