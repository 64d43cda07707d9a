import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseInventoryCsv, redactInventoryCsv } from '../../../src/collectors/formats/inventory/csv.ts';

const cell = fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '\n', 'é'), maxLength: 6 });
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

it('cuts every cell of a column of secrets, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), (rows) => {
      const table = (secret: string) =>
        ['name,address,root password', ...rows.map(([name]) => `${quoted(name)},10.0.0.1,${secret}`)].join('\n');
      expect(redactInventoryCsv(table('"planted ""x"""'))).toBe(table('[cut]'));
    }),
    { numRuns: 100 },
  );
});

it('cuts the rest of a line whose quotes do not fit, and leaves a table without secrets as it is', () => {
  expect(redactInventoryCsv('name,ip,password\nh1,"10.0.0.1"x,planted\nh2,10.0.0.2,planted\n')).toBe(
    'name,ip,password\nh1,[cut]\nh2,10.0.0.2,[cut]\n',
  );
  expect(redactInventoryCsv('name;ip\nh1;"10.0.0.1"x\n')).toBe('name;ip\nh1;"10.0.0.1"x\n');
});

it('never fails on whatever a table holds, and never makes a tag of a secret', () => {
  const anything = fc.string({
    unit: fc.constantFrom('n', ',', ';', '"', '\r', '\n', '\t', ' ', '#TYPE ', 'name', 'pwd'),
    maxLength: 60,
  });
  fc.assert(
    fc.property(anything, (text) => {
      redactInventoryCsv(text);
      parseInventoryCsv(text);
    }),
    { numRuns: 200 },
  );
  expect(parseInventoryCsv('name,ip,root password\nh1,10.0.0.1,planted\n')).toMatchObject([{ names: ['h1'], tags: {} }]);
});
