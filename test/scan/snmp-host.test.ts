import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snmpCollectors } from '../../src/collectors/snmp/registry.ts';
import { sectionStatuses } from '../../src/model/evidence.ts';
import { type AgentOptions, readAgent } from '../../src/scan/snmp/host.ts';
import { fakeSession, plain, subtreesOf, sysName, type Tell, told } from './fake-agent.ts';

const options: AgentOptions = {
  samples: 1,
  interval: 0,
  deadlineMs: 5000,
  maxBytes: 1_000_000,
  signal: new AbortController().signal,
};
const askedOfAll = snmpCollectors.filter(({ maker }) => maker === undefined);
const read = (tell: Tell, more: Partial<AgentOptions> = {}) =>
  readAgent(fakeSession(tell), snmpCollectors, { ...options, ...more });
const asks =
  (subtree: string): Tell =>
  (tables) =>
    subtreesOf(tables).includes(subtree) ? told(`${subtree}.1|2|1\n`) : told('');
const bridgeAddress = '1.3.6.1.2.1.17.1.1';
const vlanState = '1.3.6.1.4.1.9.9.46.1.3.1.1.2';
const vlanType = '1.3.6.1.4.1.9.9.46.1.3.1.1.3';

/** A switch with these VLANs; `inVlan` is what it tells in the context of one. */
const switchWith =
  (vlans: readonly number[], inVlan: (vlan: number) => ReturnType<typeof told>): Tell =>
  (tables, limits) => {
    if (limits.context !== undefined) return inVlan(limits.context.vlan);
    if (!subtreesOf(tables).includes(vlanState)) return plain(tables, limits);
    return told(vlans.map((vlan) => `${vlanState}.1.${vlan}|2|1\n`).join(''));
  };

describe('one agent', () => {
  it('is asked every table once; those it has not are missing, not empty', async () => {
    const { status, message, sections } = await read(plain);
    expect({ status, message }).toEqual({ status: 'collected', message: undefined });
    expect(sections.map(({ collector }) => collector)).toEqual(askedOfAll.map(({ id }) => id));
    expect(sections[0]).toMatchObject({ collector: 'snmp.system', sample: 1, status: 'ok', stdout: Buffer.from(sysName) });
    expect(sections.slice(1).every((section) => section.status === 'missing')).toBe(true);
  });

  it('is asked for the tables of one maker where it says that it is of that maker', async () => {
    const askedOf = async (objectId: string): Promise<readonly string[]> => {
      const agent: Tell = (tables, limits) =>
        subtreesOf(tables).includes('1.3.6.1.2.1.1.2')
          ? told(`1.3.6.1.2.1.1.2.0|6|${objectId}\n${sysName}`)
          : plain(tables, limits);
      const { sections } = await read(agent);
      return sections.flatMap(({ collector }) => (askedOfAll.some(({ id }) => id === collector) ? [] : [collector]));
    };
    expect(await askedOf('1.3.6.1.4.1.6527.1.3.25')).toEqual(['snmp.lldp-nokia']);
    expect(await askedOf('1.3.6.1.4.1.11863.5.190')).toEqual(['snmp.lldp-tplink']);
    expect(await askedOf('1.3.6.1.4.1.65270.1')).toEqual([]);
    expect(await askedOf('1.3.6.1.4.1.9.1.1')).toEqual([]);
  });

  it.each([
    ['looped', 'snmp-looped'],
    ['garbled', 'snmp-garbled'],
    ['incomplete', 'snmp-stopped'],
  ] as const)('that %s in one table keeps that and is asked all others', async (status, failure) => {
    const bad: Tell = (tables, limits) =>
      subtreesOf(tables).includes(bridgeAddress)
        ? told(`${bridgeAddress}.0|4x|00163e000001\n`, { status, message: 'it did' })
        : plain(tables, limits);
    const answer = await read(bad);
    expect(answer).toMatchObject({ status: failure, message: expect.stringMatching(/\(snmp\.bridge\); 2 parts were read$/) });
    expect(answer.sections).toHaveLength(askedOfAll.length);
    const section = answer.sections.find(({ collector }) => collector === 'snmp.bridge');
    expect(section).toMatchObject({ status, stderr: Buffer.from('it did') });
    expect(section?.stdout.length).toBeGreaterThan(0);
  });

  it('that goes silent is not asked table after table', async () => {
    let asked = 0;
    const dies: Tell = (tables, limits) => {
      asked += 1;
      return asked > 3 ? told('', { status: 'timed-out' }) : plain(tables, limits);
    };
    expect(await read(dies)).toMatchObject({
      status: 'snmp-stopped',
      message: 'it answered once, then no more; 1 part was read',
    });
    expect(asked).toBe(5);
  });

  it('that shows nothing says so', async () => {
    expect(await read(() => told(''))).toMatchObject({ status: 'snmp-denied' });
  });

  it('ends at the deadline, at the byte cap and when stopped, each as itself', async () => {
    const slow: Tell = async (tables, limits) => {
      await pause(Math.min(30, limits.deadlineMs));
      return limits.deadlineMs < 30 ? told('', { status: 'timed-out' }) : plain(tables, limits);
    };
    expect(await read(slow, { deadlineMs: 70 })).toMatchObject({ status: 'too-slow' });
    expect(await read(plain, { maxBytes: 10 })).toMatchObject({ status: 'output-limit' });
    const stop = new AbortController();
    const stopping: Tell = (tables, limits) => {
      stop.abort();
      return plain(tables, limits);
    };
    expect(await read(stopping, { signal: stop.signal })).toMatchObject({ status: 'interrupted', sections: [{ status: 'ok' }] });
  });

  it('tells of what was cut off, which is no failure', async () => {
    const router: Tell = (tables, limits) =>
      subtreesOf(tables).includes('1.3.6.1.2.1.4.24.7.1.7')
        ? told('1.3.6.1.2.1.4.24.7.1.7.1|2|1\n', { status: 'truncated', objects: limits.maxObjects })
        : plain(tables, limits);
    expect(await read(router)).toMatchObject({
      status: 'collected',
      message: 'snmp.routes was cut off after 20000 objects',
    });
  });

  it('is sampled at the interval, sockets alone', async () => {
    const times: number[] = [];
    const sampled: Tell = (tables, limits) => {
      if (subtreesOf(tables).includes('1.3.6.1.2.1.6.20.1.4')) times.push(performance.now());
      return asks('1.3.6.1.2.1.6.20.1.4')(tables, limits);
    };
    const { sections } = await read(sampled, { samples: 3, interval: 0.05 });
    expect(sections.filter(({ sample }) => sample > 1).map(({ collector, sample }) => `${collector} ${sample}`)).toEqual([
      'snmp.sockets 2',
      'snmp.sockets 3',
    ]);
    expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(90);
  });
});

describe('a switch with a bridge in each VLAN', () => {
  it('is asked again in each VLAN in use', async () => {
    const { sections, status } = await read(switchWith([1, 20], (vlan) => told(`${bridgeAddress}.0|4x|0000000000${vlan}\n`)));
    expect(status).toBe('collected');
    expect(sections.slice(askedOfAll.length).map(({ collector }) => collector)).toEqual([
      'snmp.bridge@vlan-1',
      'snmp.bridge@vlan-20',
    ]);
  });

  it('is not asked in those of Token Ring and FDDI', async () => {
    const cisco: Tell = (tables, limits) => {
      if (limits.context !== undefined) return told(`${bridgeAddress}.0|4|x\n`);
      return subtreesOf(tables).includes(vlanState)
        ? told(
            `${vlanState}.1.7|2|1\n${vlanState}.1.1002|2|1\n${vlanState}.1.9|2|2\n${vlanType}.1.7|2|1\n${vlanType}.1.1002|2|2\n`,
          )
        : plain(tables, limits);
    };
    const { sections } = await read(cisco);
    expect(sections.slice(askedOfAll.length).map(({ collector }) => collector)).toEqual(['snmp.bridge@vlan-7']);
  });

  it('that lets nobody into its contexts costs two walks, and is no failure', async () => {
    let walks = 0;
    const silent = switchWith([1, 2, 3, 4], () => {
      walks += 1;
      return told('', { status: 'timed-out', message: 'no answer' });
    });
    expect(await read(silent)).toMatchObject({
      status: 'collected',
      message: expect.stringContaining('no answer in the contexts of VLANs'),
    });
    expect(walks).toBe(2);
  });

  it('is asked in 256 VLANs at most, and that is told', async () => {
    const many = switchWith(
      Array.from({ length: 300 }, (_, index) => index + 1),
      () => told(`${bridgeAddress}.0|4|x\n`),
    );
    const { sections, message } = await read(many);
    expect(sections).toHaveLength(askedOfAll.length + 256);
    expect(message).toBe('the bridge was asked in 256 of 300 VLANs');
  });
});

describe('whatever an agent answers', () => {
  it('ends, keeps every byte, and never asks beyond its bounds', async () => {
    const result = fc.record({
      status: fc.constantFrom(...sectionStatuses),
      text: fc.uint8Array({ maxLength: 40 }),
      objects: fc.nat({ max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(result), fc.integer({ min: 1, max: 3 }), async (stream, samples) => {
        let came = 0;
        const any: Tell = (_, limits) => {
          expect(limits.maxBytes).toBeGreaterThan(0);
          expect(limits.deadlineMs).toBeGreaterThan(0);
          const { value } = stream.next();
          came += value.text.length;
          return value;
        };
        const { sections } = await read(any, { samples, maxBytes: 300 });
        expect(sections.reduce((sum, { stdout }) => sum + stdout.length, 0)).toBe(came);
        expect(sections.every(({ sample }) => sample <= samples)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
