import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseAnsibleIni, parseAnsibleYaml } from '../../../src/collectors/formats/inventory/ansible.ts';
import { expandPattern } from '../../../src/collectors/formats/inventory/ansible-pattern.ts';

it('stands for every host of a range, both ends of it', () => {
  expect(expandPattern('web[08:11].example.test')).toEqual(['08', '09', '10', '11'].map((number) => `web${number}.example.test`));
  expect(expandPattern('db-[a:f:2]')).toEqual(['db-a', 'db-c', 'db-e']);
  expect(expandPattern('n[:2]')).toEqual(['n0', 'n1', 'n2']);
  expect(expandPattern('r[1:2]-[y:z]')).toEqual(['r1-y', 'r1-z', 'r2-y', 'r2-z']);
  expect(expandPattern('plain.example.test')).toEqual(['plain.example.test']);
});

it('stands for nothing where its brackets are no range, or a thousand hosts are not enough', () => {
  for (const name of ['x[1-3]', 'x[3:1]', 'x[a:3]', 'x[08:100]', 'x[1:1001]', 'x[1:100][1:100]', 'x[', 'x[1:2:0]']) {
    expect([name, expandPattern(name)]).toEqual([name, []]);
  }
  expect(expandPattern('x[1:1000]')).toHaveLength(1000);
});

it('never fails and never makes more than a thousand of a line, whatever it is', () => {
  const unit = fc.constantFrom('[', ']', ':', '0', '1', '9', '99999', 'a', 'Z', '-', '.', ' ', '\n', 'x=', 'hosts:', '  ');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
      expect(expandPattern(text).length).toBeLessThanOrEqual(1000);
      parseAnsibleIni(text);
      parseAnsibleYaml(`all:\n  hosts:\n    ${text}`);
    }),
    { numRuns: 300 },
  );
});
