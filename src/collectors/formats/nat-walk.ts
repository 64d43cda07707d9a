import type { FactList } from '../../text/fact-list.ts';
import { type Chain, joinMatches, type Match, type Rule, reasons, type Step, translationOf } from './nat-rule.ts';

/** Ways through the rules that are followed, for every step there is: kube-proxy needs about three. */
const waysPerStep = 8;
const fewestWays = 100;

const isJump = ({ action }: Step): boolean => action.kind === 'jump';
const translates = ({ steps }: Rule): boolean => steps.some((step) => !isJump(step));

/** Who jumps to whom, backwards. */
function callersOf(chains: ReadonlyMap<string, Chain>): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, string[]>();
  for (const [name, { rules }] of chains) {
    for (const { action } of rules.flatMap(({ steps }) => steps)) {
      if (action.kind !== 'jump') continue;
      const known = callers.get(action.chain);
      if (known === undefined) callers.set(action.chain, [name]);
      else known.push(name);
    }
  }
  return callers;
}

/** Chains that translate, or from which one is reached that does: most of the others only mark and return. */
function tellingChains(chains: ReadonlyMap<string, Chain>): ReadonlySet<string> {
  const callers = callersOf(chains);
  const telling = new Set<string>();
  const todo = [...chains].filter(([, { rules }]) => rules.some(translates)).map(([name]) => name);
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (telling.has(name)) continue;
    telling.add(name);
    todo.push(...(callers.get(name) ?? []));
  }
  return telling;
}

interface Place {
  readonly chain: string;
  readonly match: Match;
}

/** Each step with everything that has to hold to come to it; ends after so many, and says whether it did. */
function* followRules(chains: ReadonlyMap<string, Chain>): Generator<{ readonly rule: Rule; readonly step: Step }, boolean> {
  const telling = tellingChains(chains);
  const todo: Place[] = [...chains]
    .filter(([name, { base }]) => base && telling.has(name))
    .map(([chain]) => ({ chain, match: {} }));
  const seen = new Set<string>();
  const steps = [...chains.values()].flatMap(({ rules }) => rules).reduce((sum, rule) => sum + rule.steps.length, 0);
  let left = steps * waysPerStep + fewestWays;
  for (let place = todo.pop(); place !== undefined; place = todo.pop()) {
    const key = `${place.chain}\n${JSON.stringify(Object.entries(place.match).sort())}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const rule of chains.get(place.chain)?.rules ?? []) {
      for (const { match, action } of rule.steps) {
        left -= 1;
        if (left < 0) return false;
        const joined = joinMatches(place.match, match);
        if (action.kind !== 'jump') yield { rule, step: { match: joined, action } };
        else if (telling.has(action.chain)) todo.push({ chain: action.chain, match: joined });
      }
    }
  }
  return true;
}

/** What is told of one rule, each thing once however many ways lead to it. */
function tellerOf(list: FactList): (rule: Rule, told: ReturnType<typeof translationOf>) => void {
  const told = new Map<Rule, Set<string>>();
  return (rule, result) => {
    if (result === undefined) return;
    const own = told.get(rule) ?? new Set();
    told.set(rule, own);
    const key = JSON.stringify(result);
    if (own.has(key)) return;
    own.add(key);
    if (typeof result === 'string') list.skip(rule.line, rule.text, result);
    else list.facts.push(result);
  };
}

/**
 * Follows the rules of a table from the chains the kernel calls, through every jump, and tells each translation with
 * all that has to hold on the way. `any` is the address that stands for all of the table's family. Costs at most
 * a fixed number of steps for every step there is, whatever the rules are.
 */
export function tellTranslations(chains: ReadonlyMap<string, Chain>, any: string, list: FactList): void {
  const tell = tellerOf(list);
  const reached = new Set<Rule>();
  const ways = followRules(chains);
  let next = ways.next();
  for (; !next.done; next = ways.next()) {
    const { rule, step } = next.value;
    reached.add(rule);
    tell(rule, translationOf(step, rule.line, any));
  }
  const missed = next.value ? reasons.unreached : reasons.tooMany;
  for (const { rules } of chains.values()) {
    for (const rule of rules) if (translates(rule) && !reached.has(rule)) list.skip(rule.line, rule.text, missed);
  }
}
