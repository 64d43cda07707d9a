import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSnmpwalk } from '../../../src/collectors/mib/read-walk-text.ts';

const folder = new URL('walks/', import.meta.url);

/** One agent printed by snmpwalk in several styles of `-O`: `numbers-*` without MIB files, `names-*` with them. */
const styles = (kind: string): readonly string[] => readdirSync(folder).filter((name) => name.startsWith(`${kind}-`));

const factsOf = (name: string): readonly string[] =>
  parseSnmpwalk(readFileSync(new URL(name, folder), 'latin1')).map(({ line: _, ...fact }) => JSON.stringify(fact));

describe.each(['numbers', 'names'])('a walk in %s', (kind) => {
  const [first = '', ...others] = styles(kind);

  it('tells who the host is, where it is and what it runs', () => {
    const kinds = new Set(factsOf(first).map((text) => (JSON.parse(text) as { fact: string }).fact));
    expect([...kinds].sort()).toEqual(['address', 'identity', 'interface', 'neighbor', 'process', 'route', 'socket', 'system']);
    expect(factsOf(first)).toContain(
      JSON.stringify({
        fact: 'socket',
        protocol: 'tcp',
        state: 'listen',
        local: { address: '::1', port: 6379 },
        processes: [{ pid: 15, name: 'python3' }],
      }),
    );
  });

  it.each(others)('says the same in %s', (name) => {
    expect(factsOf(name)).toEqual(factsOf(first));
  });
});
