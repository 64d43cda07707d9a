import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSnmpAgent, startSnmpAgent } from '../../src/demo/snmp-agent.ts';
import { community, linesOf, walkAt } from '../transports/support/snmp.ts';
import { hasSnmpTools } from '../transports/support/snmpd.ts';

const text = [
  '1.3.6.1.2.1.2.2.1.10.1|65|4294967295',
  '1.3.6.1.2.1.2.2.1.2.10|4|ten',
  '1.3.6.1.2.1.2.2.1.2.9|4x|6e696e6500',
  '1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.9.1.1',
  '1.3.6.1.2.1.1.3.0|67|12345',
  '1.3.6.1.2.1.1.5.0|4|sw1',
  '1.3.6.1.2.1.4.20.1.1.10.0.0.1|64|10.0.0.1',
  '1.3.6.1.2.1.31.1.1.1.6.1|70|18446744073709551615',
  '1.3.6.1.2.1.99.1|2|-7',
  '',
].join('\n');
const sorted = [3, 4, 5, 2, 1, 0, 6, 7, 8].map((at) => text.split('\n')[at] ?? '');

describe('the simulated agent', () => {
  let agent: RunningSnmpAgent;
  beforeAll(async () => {
    agent = await startSnmpAgent({
      address: '127.0.0.1',
      port: 0,
      community: 'public',
      text,
      contexts: { 7: '1.3.6.1.2.1.17.1|2|7\n' },
    });
  });
  afterAll(() => agent.close());
  const place = () => ({ address: '127.0.0.1', port: agent.port });

  it('tells its objects in order', async () => {
    expect(linesOf(await walkAt(place(), ['1.3.6']))).toEqual(sorted);
  });

  it('tells version 1 what version 1 can say', async () => {
    const told = linesOf(await walkAt(place(), ['1.3.6.1.2.1.1', '1.3.6.1.2.1.2'], {}, community('public', '1')));
    expect(told).toEqual(sorted.slice(0, 6));
  });

  it('tells a VLAN its own', async () => {
    expect(linesOf(await walkAt(place(), ['1.3.6.1.2.1'], { context: { vlan: 7 } }))).toEqual(['1.3.6.1.2.1.17.1|2|7']);
  });

  it.skipIf(!hasSnmpTools)("is read by Net-SNMP's own tools (not installed everywhere)", async () => {
    const env = { ...process.env, SNMP_PERSISTENT_DIR: tmpdir(), SNMPCONFPATH: tmpdir() };
    const run = async (tool: string, version: string): Promise<string> => {
      const place = `127.0.0.1:${agent.port}`;
      return (await promisify(execFile)(tool, [version, '-cpublic', '-m', '', '-On', place, '1.3.6'], { env })).stdout;
    };
    const told = await run('snmpbulkwalk', '-v2c');
    expect(told.split('\n').filter((line) => line.startsWith('.1.3') && !line.includes('No more'))).toHaveLength(9);
    expect(told).toContain('.1.3.6.1.2.1.31.1.1.1.6.1 = Counter64: 18446744073709551615');
    expect(told).toContain('.1.3.6.1.2.1.99.1 = INTEGER: -7');
    expect(await run('snmpwalk', '-v1')).toContain('.1.3.6.1.2.1.1.5.0 = STRING: "sw1"');
  });
});
