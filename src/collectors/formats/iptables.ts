import type { Fact } from '../../model/fact.ts';
import { type FactList, factList } from '../../text/fact-list.ts';
import { intern } from '../../text/intern.ts';
import { readLines } from '../../text/lines.ts';
import { servicePort } from '../../text/service-names.ts';
import { readQuotedWords } from './iptables-words.ts';
import {
  type Action,
  type Chain,
  joinMatches,
  type Match,
  protocolMatch,
  type Rule,
  readNetwork,
  readPortNumber,
  readTarget,
  reasons,
  type Step,
} from './nat-rule.ts';
import { tellTranslations } from './nat-walk.ts';

/** kube-proxy names service and port: `shop/web:http cluster IP`. */
const serviceComment = /^([\w.-]{1,253}\/[\w.-]{1,253}(?::[\w.-]{1,63})?)(?: |$)/;
const appended = /^(?:\[\d{1,20}:\d{1,20}\] )?-A (\S+) /;
const baseChains: ReadonlySet<string> = new Set(['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING']);
const loopback = /^(?:127\.|::1$)/;

type Reader = (value: string, negated: boolean) => Match;

function readDestination(value: string, negated: boolean): Match {
  const destination = readNetwork(value);
  // Docker: whatever is published, except on the loopback of the host itself.
  if (negated) return destination !== undefined && loopback.test(destination) ? {} : { unclear: reasons.negated };
  return destination === undefined ? { unclear: reasons.addressRange } : { destination };
}

function readSource(value: string, negated: boolean): Match {
  const source = readNetwork(value);
  return negated || source === undefined ? { unclearSource: reasons.negated } : { source };
}

function readPort(value: string, negated: boolean): Match {
  if (negated) return { unclear: reasons.negated };
  const port = readPortNumber(value) ?? servicePort(value);
  return port === undefined ? { unclear: reasons.portRange } : { destinationPort: port };
}

const positive =
  (key: 'inbound' | 'outbound'): Reader =>
  (value, negated) =>
    negated || value.endsWith('+') ? {} : { [key]: intern(value) };

function readComment(value: string): Match {
  const [, name] = serviceComment.exec(value) ?? [];
  return name === undefined ? {} : { name: intern(name) };
}

const unclearSet: Reader = () => ({ unclear: reasons.set, unclearSource: reasons.set });

/** Options that say something about an endpoint, and how (iptables(8), iptables-extensions(8)); each takes one word. */
const options: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['-d', readDestination],
  ['-s', readSource],
  ['-p', (value, negated) => (negated ? { unclear: reasons.negated } : value === 'all' ? {} : protocolMatch(value))],
  ['-i', positive('inbound')],
  ['-o', positive('outbound')],
  ['--dport', readPort],
  ['--comment', readComment],
  ['--match-set', unclearSet],
  ['--dst-range', () => ({ unclear: reasons.addressRange })],
  ['--src-range', () => ({ unclearSource: reasons.addressRange })],
]);

/** What a rule says, word by word. */
interface Draft {
  match: Match;
  /** Ports of `-m multiport`. */
  ports: readonly string[];
  portsNegated: boolean;
  jump?: string;
  target?: string;
}

const targetOptions: ReadonlySet<string> = new Set(['--to-destination', '--to-source', '--to-ports', '--to']);

function draftOf(words: readonly string[]): Draft {
  const draft: Draft = { match: {}, ports: [], portsNegated: false };
  for (let at = 2; at < words.length; at += 1) {
    const [word = '', value = ''] = [words[at], words[at + 1]];
    const negated = words[at - 1] === '!';
    const read = options.get(word);
    if (read !== undefined) draft.match = joinMatches(draft.match, read(value, negated));
    else if (word === '--dports' || word === '--ports') [draft.ports, draft.portsNegated] = [value.split(','), negated];
    else if (word === '-j' || word === '-g') draft.jump = value;
    else if (targetOptions.has(word)) draft.target = value;
    else continue;
    at += 1;
  }
  return draft;
}

function targetAction(kind: 'dnat' | 'snat', text: string): Action {
  const to = readTarget(text);
  return typeof to === 'string' ? { kind: 'unclear', reason: to } : { kind, to };
}

/** Targets of the nat table (iptables-extensions(8), TARGET EXTENSIONS); anything else in capitals neither translates nor is a chain. */
function actionOf({ jump, target }: Draft, chain: string): Action | undefined {
  switch (jump) {
    case undefined:
      return undefined;
    case 'DNAT':
      return targetAction('dnat', target ?? '');
    case 'SNAT':
      return targetAction('snat', target ?? '');
    case 'REDIRECT':
      // To the host itself: at which of its addresses, only the packet knows.
      return target === undefined ? { kind: 'dnat', to: {} } : targetAction('dnat', `:${target}`);
    case 'NETMAP':
      return targetAction(chain === 'POSTROUTING' || chain === 'INPUT' ? 'snat' : 'dnat', target ?? '');
    case 'MASQUERADE':
      return { kind: 'masquerade' };
    default:
      return { kind: 'jump', chain: jump };
  }
}

function stepsOf(words: readonly string[], chain: string): readonly Step[] {
  const draft = draftOf(words);
  const action = actionOf(draft, chain);
  if (action === undefined) return [];
  if (draft.ports.length === 0) return [{ match: draft.match, action }];
  if (draft.portsNegated) return [{ match: joinMatches(draft.match, { unclear: reasons.negated }), action }];
  return draft.ports.map((port) => ({ match: joinMatches(draft.match, readPort(port, false)), action }));
}

interface Table {
  readonly any: string;
  readonly chains: Map<string, { base: boolean; rules: Rule[] }>;
}

function addRule(list: FactList, { chains }: Table, line: number, text: string): void {
  const [, name = ''] = appended.exec(text) ?? [];
  const words = readQuotedWords(text.slice(text.indexOf('-A ')));
  if (words === undefined) {
    list.skip(line, text, 'a quote that never closes');
    return;
  }
  const chain = chains.get(name) ?? { base: baseChains.has(name), rules: [] };
  chains.set(name, chain);
  const steps = stepsOf(words, name);
  if (steps.length > 0) chain.rules.push({ line, text, steps });
}

/** `# Generated by ip6tables-save v1.8.9 (nf_tables) on …` tells the family; addresses tell it where that is missing. */
const ip6Header = /^# Generated by ip6tables/;
const ip4Header = /^# Generated by iptables/;

/**
 * Translations of `iptables-save -t nat` and `ip6tables-save -t nat`, nft and legacy, with or without counters
 * (iptables-save(8), iptables-extensions(8)); other tables are left out. Jumps are followed, so that a published port
 * of docker and a service of kube-proxy are told with the address and port callers use.
 */
export function parseIptables(text: string): readonly Fact[] {
  const list = factList();
  let any = '*';
  let table: Table | undefined;
  const finish = (): void => {
    if (table !== undefined) tellTranslations(table.chains as ReadonlyMap<string, Chain>, table.any, list);
    table = undefined;
  };
  for (const { number, text: line } of readLines(text)) {
    if (line.startsWith('*')) {
      finish();
      table = line.trimEnd() === '*nat' ? { any, chains: new Map() } : undefined;
    } else if (ip6Header.test(line)) any = '::';
    else if (ip4Header.test(line)) any = '0.0.0.0';
    else if (table !== undefined && appended.test(line)) addRule(list, table, number, line);
  }
  finish();
  return list.facts.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
