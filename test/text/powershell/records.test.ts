import { describe, expect, it } from 'vitest';
import { fieldOf, type PowerShellItem } from '../../../src/text/powershell/record.ts';
import { readPowerShell } from '../../../src/text/powershell/records.ts';

const read = (text: string): unknown[] =>
  [...readPowerShell(text)].map((item: PowerShellItem) =>
    item.kind === 'record' ? { line: item.line, ...Object.fromEntries(item.fields) } : item,
  );

describe('readPowerShell', () => {
  const object = { name: 'Fax', status: 'Stopped' };

  it('reads one object from every form', () => {
    expect(read('Name Status\n---- ------\nFax  Stopped\n')).toEqual([{ line: 3, ...object }]);
    expect(read('\n\nName   : Fax\nStatus : Stopped\n\n')).toEqual([{ line: 3, ...object }]);
    expect(read('{\n "Name": "Fax", "Status": "Stopped"}')).toEqual([{ line: 1, ...object }]);
    expect(read('#TYPE x\n"Name","Status"\n"Fax","Stopped"\n')).toEqual([{ line: 3, ...object }]);
    expect(read('Name\tStatus\nFax\tStopped\n')).toEqual([{ line: 2, ...object }]);
  });

  it('keeps the line numbers behind a pasted prompt', () => {
    expect(read('PS C:\\> Get-Service | ConvertTo-Json\n[{"Name":"Fax"}]')).toEqual([{ line: 2, name: 'Fax' }]);
  });

  it('unwraps an array that became a property', () => {
    expect(read('{"value":[{"Id":1},{"Id":2}],"Count":2}')).toEqual([
      { line: 1, id: '1' },
      { line: 1, id: '2' },
    ]);
  });

  it('reads several tables one after the other', () => {
    expect(read('A  B\n-  -\n1  2\n\nC\n-\n3\n')).toEqual([
      { line: 3, a: '1', b: '2' },
      { line: 7, c: '3' },
    ]);
  });

  it('begins a new object of a list where a name comes again', () => {
    expect(read('Id : 1\nId : 2\n')).toEqual([
      { line: 1, id: '1' },
      { line: 2, id: '2' },
    ]);
  });

  it('joins a broken value with a blank where the line was not full', () => {
    expect(read('Text : one\n       two\n')).toEqual([{ line: 1, text: 'one two' }]);
  });

  it('calls broken what is no object', () => {
    expect(read('Access is denied.\n')).toEqual([{ kind: 'broken', line: 1, text: 'Access is denied.' }]);
    expect(read('"A","B"\n"1"\n')).toEqual([{ kind: 'broken', line: 2, text: '1' }]);
  });
});

it('fieldOf takes the first name that is there', () => {
  const record = { kind: 'record' as const, line: 1, fields: new Map([['b', '2']]) };
  expect(fieldOf(record, 'a', 'b')).toBe('2');
  expect(fieldOf(record, 'a')).toBeUndefined();
});
