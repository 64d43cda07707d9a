import { describe, expect, it } from 'vitest';
import { cutRow, isIndented, readColumns } from '../../src/text/column-table.ts';

const columns = readColumns('Name      Id State', '----      -- -----', '-') ?? [];

describe('readColumns', () => {
  it('takes the names above the rule', () => {
    expect(columns.map(({ name }) => name)).toEqual(['Name', 'Id', 'State']);
  });

  it('keeps a name of several words above a wide rule', () => {
    const found = readColumns('Image Name      PID', '============ ======', '=');
    expect(found?.map(({ name }) => name)).toEqual(['Image Name', 'PID']);
  });

  it('refuses another sign, other text, and a rule without a name above it', () => {
    expect(readColumns('Name', '----', '=')).toBeUndefined();
    expect(readColumns('Name', '-- x', '-')).toBeUndefined();
    expect(readColumns('', '----', '-')).toBeUndefined();
    expect(readColumns('Name', '---- ----', '-')).toBeUndefined();
  });
});

describe('cutRow', () => {
  it('reads flush left and flush right, wider than the rule', () => {
    expect(cutRow('lager   13820 Running', columns)).toEqual(['lager', '13820', 'Running']);
  });

  it('leaves an empty cell empty', () => {
    expect(cutRow('             Running', columns)).toEqual(['', '', 'Running']);
    expect(cutRow('', columns)).toEqual(['', '', '']);
  });

  it('gives words beyond a rule to the value they continue', () => {
    const wide = readColumns('Name             Id', '----             --', '-') ?? [];
    expect(cutRow('SQL Server Agent 17', wide)).toEqual(['SQL Server Agent', '17']);
  });
});

it('isIndented looks at the first character', () => {
  expect([' a', '\ta', 'a', ''].map(isIndented)).toEqual([true, true, false, false]);
});
