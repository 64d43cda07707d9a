import { expect, it } from 'vitest';
import { readPowerShellForm } from '../../src/transports/replay/powershell-form.ts';
import { runMap } from './run-map.ts';

it('prints the PowerShell collector, with samples and interval written into it', async () => {
  const { code, stdout, stderr } = await runMap(['bundle', '--shell', 'powershell', '--samples', '3', '--interval', '2']);
  expect([code, stderr]).toEqual([0, '']);
  expect(readPowerShellForm(stdout)).toMatchObject({ samples: 3, interval: 2 });
});

it('names the shells it knows', async () => {
  const { code, stderr } = await runMap(['bundle', '--shell', 'fish']);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/sh, powershell/)]);
});
