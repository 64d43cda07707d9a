import { expect, it } from 'vitest';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';

const path = scratch();

it('points to the coverage alone where a scan read nothing', async () => {
  // Nothing listens at port 1.
  const { stderr } = await runMap(['scan', '127.0.0.1:1', '--no-snmp', '--db', path('none.db')]);
  expect(stderr).toMatch(/Next:\s+map\s+coverage\s+--db\s/);
  expect(stderr).not.toMatch(/map\s+dependencies|map\s+export/);
});
