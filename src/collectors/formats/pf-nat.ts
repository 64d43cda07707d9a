import type { Fact } from '../../model/fact.ts';
import { type FactList, factList } from '../../text/fact-list.ts';
import { intern } from '../../text/intern.ts';
import { readLines } from '../../text/lines.ts';
import { servicePort } from '../../text/service-names.ts';
import {
  type Action,
  type Match,
  protocolMatch,
  readNetwork,
  readPortNumber,
  readTarget,
  reasons,
  translationOf,
} from './nat-rule.ts';

/** What words stand for while a rule is read from left to right. */
interface Draft {
  match: Match;
  kind?: 'dnat' | 'snat';
  readonly targets: string[];
  port?: string;
  family?: string;
}

const firstWords: ReadonlySet<string> = new Set(['nat', 'rdr', 'binat', 'pass', 'match']);
const isArrow = (word: string): boolean => word === '->' || word === 'rdr-to' || word === 'nat-to' || word === 'binat-to';

/** Braces and commas as words of their own. */
const wordsOf = (line: string): readonly string[] =>
  line
    .replace(/[{},]/g, ' $& ')
    .split(/\s+/)
    .filter((word) => word !== '');

const readPort = (text: string): number | undefined => readPortNumber(text) ?? servicePort(text);

/** `port = 80`, `port 8000:8010`, `port != 22`; of the source nobody asks. */
function readPortMatch(words: readonly string[], at: number): { readonly match: Match; readonly next: number } {
  const equals = words[at] === '=';
  const port = readPort(words[equals ? at + 1 : at] ?? '');
  return {
    match: port === undefined ? { unclear: reasons.portRange } : { destinationPort: port },
    next: equals ? at + 2 : at + 1,
  };
}

/** The address behind `from` or `to`. */
function readPlace(word: string, side: 'from' | 'to'): Match {
  // `(em0)` is whatever address the interface has: the host itself.
  if (word === 'any' || word.startsWith('(')) return {};
  const network = readNetwork(word);
  const unclear = word.startsWith('!') ? reasons.negated : reasons.set;
  if (side === 'to') return network === undefined ? { unclear } : { destination: network };
  return network === undefined ? { unclearSource: unclear } : { source: network };
}

function readCondition(draft: Draft, words: readonly string[], at: number, side: 'from' | 'to'): number {
  const word = words[at];
  const value = words[at + 1] ?? '';
  const add = (match: Match): number => {
    draft.match = { ...draft.match, ...match };
    return at + 2;
  };
  if (word === 'on') return add({ inbound: intern(value), outbound: intern(value) });
  if (word === 'proto') return add(protocolMatch(value));
  if (word === 'from' || word === 'to') return add(readPlace(value, word));
  if (word === 'inet' || word === 'inet6') draft.family = word;
  if (word !== 'port') return at + 1;
  const { match, next } = readPortMatch(words, at + 1);
  if (side === 'to') draft.match = { ...draft.match, ...match };
  return next;
}

/** Behind the arrow: one address, `(em0)`, or several in braces, then a port and how one of several is chosen. */
function readTargets(draft: Draft, words: readonly string[], from: number): void {
  let inList = false;
  for (let at = from; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === 'port') {
      draft.port = words[at + 1] ?? '';
      return;
    }
    if (word === '{' || word === '}') inList = word === '{';
    else if (word !== ',' && (inList || at === from)) draft.targets.push(word);
  }
}

function readDraft(words: readonly string[]): Draft {
  const draft: Draft = { match: {}, targets: [] };
  let side: 'from' | 'to' = 'from';
  for (let at = 0; at < words.length; ) {
    const word = words[at] ?? '';
    if (isArrow(word)) {
      draft.kind = word === 'rdr-to' || (word === '->' && words[0] === 'rdr') ? 'dnat' : 'snat';
      readTargets(draft, words, at + 1);
      return draft;
    }
    if (word === 'to') side = 'to';
    at = readCondition(draft, words, at, side);
  }
  return draft;
}

function actionOf({ kind = 'dnat', port }: Draft, target: string): Action {
  if (kind === 'snat' && target.startsWith('(')) return { kind: 'masquerade' };
  const number = port === undefined ? undefined : readPort(port);
  if (port !== undefined && number === undefined && kind === 'dnat') return { kind: 'unclear', reason: reasons.portRange };
  const to = readTarget(target);
  if (typeof to === 'string') return { kind: 'unclear', reason: target.startsWith('<') ? reasons.set : to };
  return { kind, to: number === undefined || kind === 'snat' ? to : { ...to, port: number } };
}

function addRule(list: FactList, line: number, text: string): void {
  const draft = readDraft(wordsOf(text));
  const any = draft.family === undefined ? '*' : draft.family === 'inet' ? '0.0.0.0' : '::';
  for (const target of draft.targets) {
    const told = translationOf({ match: draft.match, action: actionOf(draft, target) }, line, any);
    if (typeof told === 'string') list.skip(line, text, told);
    else if (told !== undefined) list.facts.push(told);
  }
}

/**
 * Translations of pf: `pfctl -s nat` (FreeBSD, NetBSD, macOS; pf.conf(5), TRANSLATION) and the `rdr-to` and `nat-to` of
 * `pfctl -s rules` (OpenBSD). Rules that only pass or block are left out, and so are those of anchors, which are asked on their own.
 */
export function parsePfNat(text: string): readonly Fact[] {
  const list = factList();
  for (const { number, text: line } of readLines(text)) {
    const first = line.slice(0, line.indexOf(' '));
    if (firstWords.has(first)) addRule(list, number, line);
  }
  return list.facts;
}
