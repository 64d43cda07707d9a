import { expect, it } from 'vitest';
import { parseJunosInterfaces } from '../../../../src/collectors/formats/network/junos.ts';

it('a bundle of very many ports takes time that grows with their number alone', () => {
  const rows = Array.from({ length: 40_000 }, (_, at) => `ge-0/${at >> 8}/${at & 255}.0 up up aenet --> ae0.0`);
  const started = performance.now();
  const facts = parseJunosInterfaces([...rows, ...rows].join('\n'));
  expect(performance.now() - started).toBeLessThan(5_000);
  const bundle = facts.find(({ fact }) => fact === 'aggregate');
  expect(bundle?.fact === 'aggregate' && bundle.members.length).toBe(40_000);
});
