import { describe, expect, it } from 'vitest';
import { readSnmprec } from '../../../src/text/snmp/snmprec.ts';
import { VarbindTable } from '../../../src/text/snmp/varbind-table.ts';

const column = '1.3.6.1.2.1.4.22.1.2';

describe('an object that a walk tells twice', () => {
  it('is what was told last, in its line, and stays where it was first', () => {
    const text = [
      `${column}.1.10.0.0.1|4x|0200aa000001`,
      `${column}.1.10.0.0.2|4x|0200aa000002`,
      `${column}.1.10.0.0.1|4x|0200aa000003`,
    ];
    const rows = [...new VarbindTable(readSnmprec(text.join('\n')).varbinds).column(column)];
    expect(rows.map(([index, { line }]) => [index, line])).toEqual([
      ['1.10.0.0.1', 3],
      ['1.10.0.0.2', 2],
    ]);
  });
});
