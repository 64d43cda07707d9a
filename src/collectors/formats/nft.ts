import type { Fact } from '../../model/fact.ts';
import { type FactList, factList } from '../../text/fact-list.ts';
import type { Chain, Rule } from './nat-rule.ts';
import { tellTranslations } from './nat-walk.ts';
import type { NftContext } from './nft-elements.ts';
import { readNftRule } from './nft-rule.ts';
import { type NftTable, readRuleset, type Statement } from './nft-ruleset.ts';
import { readTokens } from './nft-tokens.ts';

const anyOf: ReadonlyMap<string, string> = new Map([
  ['ip', '0.0.0.0'],
  ['ip6', '::'],
]);
const keptWords = 60;

/** Work for every word of a table: one element of a map has about four words and costs two or three. */
const stepsPerWord = 4;
const fewestSteps = 1_000;

function contextOf({ sets, chains }: NftTable): NftContext {
  let words = [...sets.values()].reduce((sum, { length }) => sum + length, 0);
  for (const { statements } of chains.values()) words = statements.reduce((sum, { length }) => sum + length, words);
  return { sets, read: new Map(), left: words * stepsPerWord + fewestSteps };
}

function ruleOf(statement: Statement, context: NftContext): Rule {
  const [first] = statement;
  const text = statement
    .slice(0, keptWords)
    .map((token) => token.text)
    .join(' ');
  return { line: first?.line ?? 1, text, steps: readNftRule(statement, context) };
}

/** Tells the translations of tables, in the order of their lines. */
export function tellTables(tables: readonly NftTable[], list: FactList): readonly Fact[] {
  for (const table of tables) {
    const chains = new Map<string, Chain>();
    const context = contextOf(table);
    for (const { name, nat, statements } of table.chains.values()) {
      chains.set(name, {
        base: nat,
        rules: statements.map((one) => ruleOf(one, context)).filter(({ steps }) => steps.length > 0),
      });
    }
    tellTranslations(chains, anyOf.get(table.family) ?? '*', list);
  }
  return list.facts.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/**
 * Translations of `nft list ruleset` (nft(8)): rules of chains of type nat and of all they jump to, through sets, maps
 * and verdict maps, also those of kube-proxy and docker. Tables that iptables-nft made are read too, as far as nft can show them.
 */
export const parseNft = (text: string): readonly Fact[] => tellTables(readRuleset(readTokens(text)), factList());
