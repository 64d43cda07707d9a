import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConntrack } from '../../../src/collectors/formats/conntrack.ts';
import { parseIptables } from '../../../src/collectors/formats/iptables.ts';
import { parseIpvsSave, parseIpvsTable } from '../../../src/collectors/formats/ipvs.ts';
import { parseKeepalived, parseKeepalivedFiles } from '../../../src/collectors/formats/keepalived.ts';
import { parseNft } from '../../../src/collectors/formats/nft.ts';
import { parseNftJson } from '../../../src/collectors/formats/nft-json.ts';
import { parsePfNat } from '../../../src/collectors/formats/pf-nat.ts';
import type { Fact } from '../../../src/model/fact.ts';

const rawOf = (path: string): string => readFileSync(new URL(`../../../fixtures/${path}.raw`, import.meta.url), 'utf8');
const withoutLines = (facts: readonly Fact[]): readonly string[] =>
  facts
    .filter(({ fact }) => fact !== 'skipped')
    .map(({ line: _, ...fact }) => JSON.stringify(fact))
    .sort();

/** A table of one rule in one chain. */
const nat = (...rules: readonly string[]): string => ['*nat', ...rules, 'COMMIT', ''].join('\n');

describe('two outputs of one ruleset', () => {
  it('say the same in text and in JSON', () => {
    expect(withoutLines(parseNftJson(rawOf('text.nft-json/maps')))).toEqual(withoutLines(parseNft(rawOf('linux.nft/maps'))));
  });

  it('say the same by iptables and, for what nft can show, by nft', () => {
    expect(withoutLines(parseNft(rawOf('linux.nft/made-by-iptables')))).toEqual(
      withoutLines(parseIptables(rawOf('linux.iptables-nat/published'))),
    );
  });

  it('say the same by conntrack and by the kernel', () => {
    expect(parseConntrack(rawOf('linux.nf-conntrack/forwarded'))).toEqual(parseConntrack(rawOf('linux.conntrack/forwarded')));
  });
});

describe('rules of iptables', () => {
  it('end where chains go round in circles', () => {
    const facts = parseIptables(
      nat('-A PREROUTING -j A', '-A A -j B', '-A B -j A', '-A B -p tcp --dport 80 -j DNAT --to-destination 10.0.0.1'),
    );
    expect(facts).toHaveLength(1);
  });

  it('are followed only so far where every chain leads to every other', () => {
    const chains = Array.from({ length: 60 }, (_, at) => at);
    const jumps = chains.flatMap((from) => chains.map((to) => `-A C${from} -p tcp --dport ${to + 1} -j C${to}`));
    const facts = parseIptables(nat('-A PREROUTING -j C0', ...jumps, '-A C59 -j DNAT --to-destination 10.0.0.1'));
    expect(facts.length).toBeLessThan(4 * jumps.length);
  });

  it('of another table are left out', () => {
    expect(parseIptables('*filter\n-A PREROUTING -p tcp --dport 80 -j DNAT --to-destination 10.0.0.1\nCOMMIT\n')).toEqual([]);
  });
});

describe('rules of nftables', () => {
  it('may name one large map many times without costing its square', () => {
    const elements = Array.from({ length: 4_000 }, (_, at) => `${at + 1} : 10.0.${at >> 8}.${at & 255}`);
    const rules = 'dnat to tcp dport map @m\n'.repeat(1_000);
    const text = `table ip nat {\nmap m {\nelements = { ${elements.join(', ')} }\n}\nchain p {\ntype nat hook prerouting priority 0;\n${rules}}\n}\n`;
    const facts = parseNft(text);
    // Every word of a table pays for a few steps; four million would be the square.
    const words = text.match(/[^\s,{};]+|[,{};]/g) ?? [];
    expect(facts.length).toBeLessThan(4 * words.length);
    expect(facts).toContainEqual(expect.objectContaining({ reason: 'more combinations of rules than are followed' }));
  });

  it('do not multiply sets by sets without end', () => {
    const set = `{ ${Array.from({ length: 1_000 }, (_, at) => `10.0.${at >> 8}.${at & 255}`).join(', ')} }`;
    const rule = `ip daddr ${set} ip saddr ${set} tcp dport 80 dnat to 10.9.9.9`;
    const facts = parseNft(`table ip nat {\nchain p {\ntype nat hook prerouting priority 0;\n${rule}\n}\n}\n`);
    expect(facts).toEqual([expect.objectContaining({ fact: 'skipped', reason: 'more combinations of rules than are followed' })]);
  });
});

const parsers = {
  parseConntrack,
  parseIptables,
  parseIpvsSave,
  parseIpvsTable,
  parseKeepalived,
  parseKeepalivedFiles,
  parseNft,
  parseNftJson,
  parsePfNat,
};
const raws = [
  'linux.conntrack/forwarded',
  'linux.iptables-nat/kube-proxy',
  'linux.nft/maps',
  'text.nft-json/maps',
  'text.ipvs/columns',
  'text.ipvs-save/services',
  'linux.keepalived/pair',
  'text.pf-nat/both-syntaxes',
].map(rawOf);

describe.each(Object.entries(parsers))('%s', (_, parse) => {
  it('survives any part of any of these outputs, doubled, cut and mixed', () => {
    const part = fc
      .constantFrom(...raws)
      .chain((raw) => fc.tuple(fc.nat(raw.length), fc.nat(400)).map(([at, length]) => raw.slice(at, at + length)));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const text = parts.join('');
        for (const { line } of parse(text)) expect(line).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it.each([
    ['braces', '{'.repeat(300_000)],
    ['pairs of braces', 'table ip nat {\n}\n'.repeat(30_000)],
    ['objects', `{"nftables": [${'{"rule":'.repeat(50_000)}`],
    ['quotes', '*nat\n-A PREROUTING --comment "\\"'.repeat(20_000)],
    ['dollars', `$A=${'$A'.repeat(100)}\n${'virtual_server $A$A 80 {\n'.repeat(20_000)}`],
    ['lists', `table ip nat {\nchain p {\ntype nat hook prerouting priority 0;\nip daddr ${'{ 1,'.repeat(100_000)}`],
    ['arrows', '-> '.repeat(300_000)],
  ])('ends on a flood of %s', (_name, text) => {
    const lines = text.split('\n').length;
    for (const { line } of parse(text)) expect(line).toBeLessThanOrEqual(lines);
  });
});
