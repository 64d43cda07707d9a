import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexEstate } from '../../src/analysis/estate.ts';
import { byCells, isAt, nodeOption, portArgument } from '../../src/cli/filters.ts';
import { shop } from '../analysis/build-snapshot.ts';

describe('filters', () => {
  it.each(['0', '22', '65535'])('takes %s for a port', (text) => {
    expect(portArgument(text)).toBe(Number(text));
  });

  it.each(['', '-1', '65536', '22.5', '0x16', '1e3', ' 22', 'ssh', '9999999999'])('does not take %j for a port', (text) => {
    expect(() => portArgument(text)).toThrow('It must be a port, 0 to 65535.');
  });

  it('sorts rows as people count', () => {
    const rows = [['web10', 'a'], ['web2', 'b'], ['Web2', 'a'], ['web2'], ['db1', '']];
    expect(rows.sort(byCells).map((row) => row.join(' '))).toEqual(['db1 ', 'web2', 'web2 b', 'Web2 a', 'web10 a']);
  });

  it('sorts in one order, whatever the order before', () => {
    const row = fc.array(fc.string({ unit: fc.constantFrom('a', 'B', '1', '10'), maxLength: 3 }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(rows.toSorted(byCells)).toEqual(rows.toReversed().toSorted(byCells));
      }),
    );
  });

  it('keeps ends at a node: any service of a host, or the service itself', () => {
    const estate = indexEstate(shop);
    const [host, service] = [nodeOption(estate, 'web1'), nodeOption(estate, 'web1/nginx')];
    const ends = [{ host: 'h-web1', service: 's-web1/nginx' }, { host: 'h-web1' }, { host: 'h-app1', service: 's-app1/shop' }];
    expect(ends.map((end) => isAt(host, end))).toEqual([true, true, false]);
    expect(ends.map((end) => isAt(service, end))).toEqual([true, false, false]);
    expect(ends.map((end) => isAt(nodeOption(estate, undefined), end))).toEqual([true, true, true]);
  });
});
