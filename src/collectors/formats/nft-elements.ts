import type { Statement } from './nft-ruleset.ts';
import { is } from './nft-tokens.ts';

/** One statement is spread out into at most so many steps: a large map comes one element a step. */
export const mostSteps = 20_000;

/** What the statements of one table share. */
export interface NftContext {
  readonly sets: ReadonlyMap<string, Statement>;
  /** Elements of the named sets that were asked for. */
  readonly read: Map<string, readonly Element[]>;
  /** Steps that are left for the table: many rules may name one large map. */
  left: number;
}

/** One element of a set or a map: the parts of its key, and what it stands for. */
export interface Element {
  readonly key: readonly string[];
  readonly value: Statement;
}

/** The first word of each part between dots: what follows it (`timeout 1h`, `counter packets 0`) is none of the key. */
export const partsOf = (tokens: Statement): readonly string[] =>
  tokens.filter((_, at) => at === 0 || is(tokens[at - 1], '.')).map(({ text }) => text);

function elementOf(tokens: Statement): Element | undefined {
  const colon = tokens.findIndex((token) => is(token, ':'));
  const key = partsOf(colon === -1 ? tokens : tokens.slice(0, colon));
  return key.length === 0 ? undefined : { key, value: colon === -1 ? [] : tokens.slice(colon + 1) };
}

/** Elements up to the closing brace. */
export function readElements(tokens: Statement): readonly Element[] {
  const elements: Element[] = [];
  let from = 0;
  for (let at = 0; at <= tokens.length; at += 1) {
    const token = tokens[at];
    if (token !== undefined && !is(token, ',') && !is(token, '}')) continue;
    const element = elementOf(tokens.slice(from, at));
    if (element !== undefined && elements.length < mostSteps) elements.push(element);
    if (token === undefined || is(token, '}')) return elements;
    from = at + 1;
  }
  return elements;
}

export function namedElements({ sets, read }: NftContext, name: string): readonly Element[] | undefined {
  const known = read.get(name);
  const named = sets.get(name);
  if (known !== undefined || named === undefined) return known;
  const elements = readElements(named);
  read.set(name, elements);
  return elements;
}
