import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsLeftOut, renderTable } from '../../src/cli/table.ts';
import { displayWidth } from '../../src/cli/terminal.ts';
import type { ReportTable } from '../../src/model/report.ts';

const pipe = { width: undefined, color: false };
const at = (width: number) => ({ width, color: false });
const lines = (text: string): string[] => text.split('\n').slice(0, -1);

const hosts: ReportTable = {
  title: 'Hosts',
  columns: [
    { name: 'host', shrink: 1 },
    { name: 'arrows', align: 'right' },
    { name: 'addresses', shrink: 2 },
    { name: 'at', optional: 1 },
  ],
  rows: [
    ['web1', '12', '10.0.0.1, 10.0.0.2, 2001:db8::1', '02:13Z'],
    ['データベース', '3', '10.0.0.9', '02:14Z'],
    ['👍', '1000', '', ''],
  ],
};

describe('a table', () => {
  it('is aligned by what is seen, numbers to the right, whole in a pipe', () => {
    expect(renderTable(hosts, pipe)).toBe(
      [
        'Hosts',
        'HOST          ARROWS  ADDRESSES                        AT',
        'web1              12  10.0.0.1, 10.0.0.2, 2001:db8::1  02:13Z',
        'データベース       3  10.0.0.9                         02:14Z',
        '👍              1000',
        '',
      ].join('\n'),
    );
  });

  it('leaves out what is needed least before it cuts anything', () => {
    expect(renderTable(hosts, at(56))).toBe(
      [
        'Hosts',
        'HOST          ARROWS  ADDRESSES',
        'web1              12  10.0.0.1, 10.0.0.2, 2001:db8::1',
        'データベース       3  10.0.0.9',
        '👍              1000',
        '',
      ].join('\n'),
    );
  });

  it('says which columns there was no room for: none in a pipe, none that says nothing', () => {
    expect(columnsLeftOut(hosts, 56)).toEqual(['AT']);
    expect(columnsLeftOut(hosts, 100)).toEqual([]);
    expect(columnsLeftOut(hosts, undefined)).toEqual([]);
    const again = hosts.columns.map((column) => (column.name === 'at' ? { ...column, repeats: true as const } : column));
    expect(columnsLeftOut({ ...hosts, columns: again }, 56)).toEqual([]);
    expect(columnsLeftOut({ ...hosts, rows: [['a'.repeat(60), '1', 'b', '']] }, 56)).toEqual([]);
  });

  it('narrows the columns that can bear it first', () => {
    expect(lines(renderTable(hosts, at(40)))).toEqual([
      'Hosts',
      'HOST          ARROWS  ADDRESSES',
      'web1              12  10.0.0.1, …',
      'データベース       3  10.0.0.9',
      '👍              1000',
    ]);
    expect(lines(renderTable(hosts, at(26)))).toEqual([
      ...[
        'Hosts',
        'HOST        ARROWS  ADDRE…',
        'web1            12  10.0.…',
        'データベ…        3  10.0.…',
        '👍            1000',
      ],
    ]);
  });

  it('goes on in further lines where a column wraps, whole words each, and never without end', () => {
    const columns = [{ name: 'target' }, { name: 'why', shrink: 1, wrap: true }, { name: 'n', align: 'right' as const }];
    const text = renderTable({ columns, rows: [['web1', 'the server takes  publickey alone', '7']] }, at(26));
    expect(lines(text)).toEqual([
      'TARGET  WHY              N',
      'web1    the server       7',
      '        takes publickey',
      '        alone',
    ]);
    const endless = renderTable({ columns, rows: [['web1', 'a '.repeat(100_000), '7']] }, at(26));
    expect(lines(endless)).toHaveLength(9);
    expect(endless).toContain('…');
  });

  it('breaks a long title rather than cutting it', () => {
    const text = renderTable({ ...hosts, title: 'Processes not named: log in as root there' }, at(24));
    expect(lines(text).slice(0, 2)).toEqual(['Processes not named: log', 'in as root there']);
  });

  it('paints its heads, and nothing else', () => {
    const text = renderTable({ ...hosts, rows: [['\u001b[31mred', '1', '', '']] }, { width: undefined, color: true });
    expect(text.split('\u001b').length - 1).toBe(4);
    expect(text).toContain('\\x1b[31mred');
  });

  it('keeps a row on its line, whatever a host calls itself', () => {
    const text = renderTable({ columns: [{ name: 'a' }], rows: [['x\ny\u2028z\u202e']] }, pipe);
    expect(lines(text)).toEqual(['A', 'x\\ny\\u2028z\\u202e']);
  });

  it('has room for rows that are too short', () => {
    expect(renderTable({ columns: [{ name: 'a' }, { name: 'b' }], rows: [['x'], []] }, pipe)).toBe('A  B\nx\n\n');
  });

  const column = fc.record(
    { name: fc.string({ minLength: 1, maxLength: 8 }), shrink: fc.nat({ max: 3 }), optional: fc.nat({ max: 2 }) },
    { requiredKeys: ['name'] },
  );
  const cell = fc.string({ unit: fc.constantFrom('a', 'b', '日', '👍', ' ', '\n', '\u001b'), maxLength: 30 });

  it('fits every terminal, one line a row', () => {
    const table = fc
      .array(column, { minLength: 1, maxLength: 5 })
      .chain((columns) =>
        fc
          .array(fc.array(cell, { minLength: columns.length, maxLength: columns.length }), { maxLength: 5 })
          .map((rows) => ({ columns, rows })),
      );
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 120 }), ({ columns, rows }, width) => {
        const one: ReportTable = { columns: columns.map((item) => ({ ...item, name: item.name.trim() || 'x' })), rows };
        const text = lines(renderTable(one, at(width)));
        expect(text).toHaveLength(rows.length + 1);
        for (const line of text) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('cuts a cell as long as a host likes in no time', () => {
    const text = renderTable({ columns: [{ name: 'a' }, { name: 'b' }], rows: [['x'.repeat(2_000_000), 'y']] }, at(80));
    expect(displayWidth(lines(text)[1] ?? '')).toBeLessThanOrEqual(80);
  });
});
