import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/text/csv.ts';

describe('readCsv', () => {
  it('reads quoted cells with commas, quotes and line ends, and knows the line a record begins on', () => {
    expect(readCsv('a,b\r\n"x, ""y""","two\nlines"\r\n\r\nlast,1\r\n')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x, "y"', 'two\nlines'] },
      { line: 5, cells: ['last', '1'] },
    ]);
  });

  it('takes another delimiter', () => {
    expect(readCsv('a;b,c\n', ';')).toEqual([{ line: 1, cells: ['a', 'b,c'] }]);
  });

  it('reads line by line what was cut off within quotes', () => {
    expect(readCsv('a,b\n"1","2"\n"3","fo')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', '2'] },
      { line: 3, cells: ['"3","fo'] },
    ]);
  });

  it('keeps rows of another length, and reads nothing as nothing', () => {
    expect(readCsv('a,b\n1\n1,2,3\n').map(({ cells }) => cells.length)).toEqual([2, 1, 3]);
    expect(readCsv('')).toEqual([]);
  });

  it('reads each line of a damaged text as it would be read alone', () => {
    const lines = ['a,"b ""c"", d",', ',,', 'plain', '""', '"1","2"', 'a"b"c,d'];
    const open = { line: lines.length + 1, cells: ['"open,'] };
    expect(readCsv(`${lines.join('\n')}\n"open,\nlast\n`)).toEqual([
      ...lines.map((text, at) => ({ line: at + 1, cells: readCsv(text)[0]?.cells })),
      open,
      { line: open.line + 1, cells: ['last'] },
    ]);
  });

  it('goes back to the second line of a record whose quotes end up fitting nowhere', () => {
    expect(readCsv('a,"b\n1,2\n",c,"d\n3,4\n').map(({ cells }) => cells)).toEqual([['a,"b'], ['1', '2'], ['",c,"d'], ['3', '4']]);
  });

  it('comes back from many open quotes', () => {
    expect(readCsv('"\n'.repeat(20_001)).length).toBeGreaterThan(0);
  });
});
