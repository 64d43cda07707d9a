import { createSocket } from 'node:dgram';
import { afterEach, describe, expect, it } from 'vitest';
import { parseOid } from '../../src/transports/snmp/ber.ts';
import { absentTags, pduTags } from '../../src/transports/snmp/pdu.ts';
import { type Asked, afterProbe, column, number, type RawAgent, rowsAfter, startRawAgent } from './snmp-agents/raw-agent.ts';
import { community, connectorTo, limits, linesOf, openAt, sessionAt, walkAt } from './support/snmp.ts';

const agents: RawAgent[] = [];
const start = async (behave: (asked: Asked) => void, address?: string, port?: number): Promise<RawAgent> => {
  const agent = await startRawAgent(behave, address, port);
  agents.push(agent);
  return agent;
};
afterEach(async () => {
  await Promise.all(agents.splice(0).map((agent) => agent.close()));
});

const good =
  (rows: number, size = 0) =>
  ({ pdu, send, answer }: Asked): void =>
    send(answer(rowsAfter(pdu, rows, size)));

describe('agents that never end', () => {
  it('cuts off one that says the same object again', async () => {
    const agent = await start(afterProbe(({ send, answer }) => send(answer([number(`${column}.1`, 1)]))));
    const result = await walkAt(agent, [column]);
    expect(result).toMatchObject({ status: 'looped', objects: 1 });
    expect(result.message).toContain(column);
  });

  it('cuts off a cycle of several objects and keeps them once', async () => {
    const next: Record<string, number> = { [column]: 1, [`${column}.1`]: 2, [`${column}.2`]: 3, [`${column}.3`]: 1 };
    const agent = await start(
      afterProbe(({ pdu, send, answer }) => {
        const index = next[pdu.varbinds[0]?.oid.join('.') ?? ''] ?? 1;
        send(answer([number(`${column}.${index}`, index)]));
      }),
    );
    const result = await walkAt(agent, [column]);
    expect(result.status).toBe('looped');
    expect(linesOf(result)).toEqual([`${column}.1|2|1`, `${column}.2|2|2`, `${column}.3|2|3`]);
  });

  it('keeps what comes out of order', async () => {
    const order = [1, 3, 2, 4];
    const agent = await start(
      afterProbe(({ pdu, send, answer }) => {
        const last = pdu.varbinds[0]?.oid[10];
        const index = order[last === undefined ? 0 : order.indexOf(last) + 1];
        send(answer([index === undefined ? number('1.3.6.1.2.1.3.1', 0) : number(`${column}.${index}`, index)]));
      }),
    );
    const result = await walkAt(agent, [column]);
    expect(result.status).toBe('ok');
    expect(linesOf(result).map((line) => line.split('|')[2])).toEqual(['1', '3', '2', '4']);
  });

  it('stops at the cap of objects and at the cap of bytes', async () => {
    const agent = await start(afterProbe(good(Number.POSITIVE_INFINITY)));
    expect(await walkAt(agent, [column], { maxObjects: 100 })).toMatchObject({ status: 'truncated', objects: 100 });
    const result = await walkAt(agent, [column], { maxBytes: 1000 });
    expect(result.status).toBe('truncated');
    expect(result.text.length).toBeLessThanOrEqual(1000);
    expect(result.text.length).toBeGreaterThan(900);
  });

  it('stops at the deadline and keeps what had come', async () => {
    const agent = await start(afterProbe((asked) => void setTimeout(() => good(Number.POSITIVE_INFINITY)(asked), 20)));
    const began = performance.now();
    const result = await walkAt(agent, [column], { deadlineMs: 300 });
    expect(performance.now() - began).toBeLessThan(1500);
    expect(result.status).toBe('timed-out');
    expect(result.objects).toBeGreaterThan(0);
  });
});

describe('agents that break off', () => {
  it('is incomplete where the agent stops answering half-way', async () => {
    const agent = await start(
      afterProbe((asked) => {
        if (asked.number < 3) good(1000)(asked);
      }),
    );
    const result = await walkAt(agent, [column]);
    expect(result).toMatchObject({ status: 'incomplete', objects: 29 });
    expect(result.message).toContain('stopped answering');
  });

  it('is timed-out where nothing but the probe was answered', async () => {
    const agent = await start(afterProbe(() => undefined));
    expect(await walkAt(agent, [column])).toMatchObject({ status: 'timed-out', objects: 0 });
    // Each step down once, the last one twice.
    expect(agent.asked.length - 1).toBe(5);
  });

  it('takes an answer to the first try that comes during the second', async () => {
    // Later than one time-out, and long before two, on a busy machine too.
    const agent = await start((asked) => void setTimeout(() => afterProbe(good(10))(asked), 600));
    const connector = connectorTo(agent.port, [community('slow')], { timeoutMs: 500 });
    const session = await sessionAt(connector, agent.address);
    const result = await session.walk([{ title: 'test', subtrees: [column] }], limits());
    session.close();
    await connector.close();
    expect(result).toMatchObject({ status: 'ok', objects: 10 });
  });

  it('does not take late answers for answers to what was asked since', async () => {
    const agent = await start(
      afterProbe((asked) => {
        const { pdu, number: count, send, answer } = asked;
        if (pdu.tag === pduTags.getBulk && count < 3) setTimeout(() => send(answer([number(`${column}.99`, 99)])), 250);
        else good(10)(asked);
      }),
    );
    const result = await walkAt(agent, [column]);
    expect(result.status).toBe('ok');
    expect(linesOf(result).map((line) => line.split('|')[2])).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  });
});

describe('agents that cannot send much', () => {
  it('asks for less where big responses are lost', async () => {
    const agent = await start(
      afterProbe(({ pdu, send, answer }) => {
        const response = answer(rowsAfter(pdu, 60, 200));
        if (response.length < 1400) send(response);
      }),
    );
    expect(await walkAt(agent, [column])).toMatchObject({ status: 'ok', objects: 60 });
    const sizes = agent.asked.slice(1).map(({ pdu }) => pdu.errorIndex);
    // A few rows first; then each step, and the one that was answered before twice.
    expect(sizes.slice(0, 5)).toEqual([4, 25, 25, 10, 5]);
    expect(new Set(sizes.slice(5))).toEqual(new Set([5]));
  });

  it('asks for less at once where the agent says tooBig', async () => {
    const agent = await start(
      afterProbe((asked) => {
        const { pdu, send, answer } = asked;
        if (pdu.tag === pduTags.getBulk) send(answer([], { errorStatus: 1 }));
        else good(5)(asked);
      }),
    );
    const began = performance.now();
    expect(await walkAt(agent, [column])).toMatchObject({ status: 'ok', objects: 5 });
    expect(performance.now() - began).toBeLessThan(400);
  });

  it('tells an agent to which one object is too big', async () => {
    const agent = await start(afterProbe(({ send, answer }) => send(answer([], { errorStatus: 1 }))));
    const result = await walkAt(agent, [column]);
    expect(result.status).toBe('failed');
    expect(result.message).toContain('tooBig');
  });

  it('goes on with the other columns where one cannot be told', async () => {
    const other = '1.3.6.1.2.1.2.2.1.2';
    const agent = await start(
      afterProbe((asked) => {
        const at = asked.pdu.varbinds.findIndex(({ oid }) => oid[9] === 1);
        if (at >= 0) asked.send(asked.answer(asked.pdu.varbinds, { errorStatus: 5, errorIndex: at + 1 }));
        else good(5)(asked);
      }),
    );
    const result = await walkAt(agent, [column, other]);
    expect(result).toMatchObject({ status: 'failed', objects: 5 });
    expect(result.message).toContain('genErr');
  });
});

describe('agents of version 1', () => {
  it('are asked with GetNext and end with noSuchName', async () => {
    const agent = await start(
      afterProbe(({ message, pdu, send, answer }) => {
        if (message.version !== '1' || pdu.tag !== pduTags.getNext) return;
        const at = pdu.varbinds.findIndex(({ oid }) => (oid[10] ?? 0) >= 3);
        if (at >= 0) send(answer(pdu.varbinds, { errorStatus: 2, errorIndex: at + 1 }));
        else send(answer(rowsAfter(pdu, 3)));
      }),
    );
    const result = await walkAt(agent, [column, '1.3.6.1.2.1.2.2.1.2'], {}, community('old', '1'));
    expect(result).toMatchObject({ status: 'ok', objects: 6 });
  });

  it('are not taken for agents of version 2c', async () => {
    const agent = await start((asked) => {
      if (asked.message.version === '1') afterProbe(good(3))(asked);
    });
    const connector = connectorTo(agent.port, [community('public'), community('public', '1')]);
    expect((await sessionAt(connector)).facts.snmpVersion).toBe('1');
    await connector.close();
  });
});

describe('answers that are none', () => {
  it('tells garbage from silence, at the probe and in a walk', async () => {
    const noise = Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n');
    const agent = await start(({ send }) => send(noise));
    const connector = connectorTo(agent.port);
    const opened = await openAt(connector);
    expect(opened).toMatchObject({ silent: false, failure: { status: 'not-snmp' } });
    await connector.close();
    const later = await start(afterProbe(({ send }) => send(noise)));
    expect((await walkAt(later, [column])).status).toBe('garbled');
  });

  it('takes neither another request-id nor its own question for an answer', async () => {
    const wrong = await start(afterProbe(({ pdu, send, answer }) => send(answer(rowsAfter(pdu, 5), { id: pdu.id ^ 1 }))));
    expect(await walkAt(wrong, [column])).toMatchObject({ status: 'garbled', objects: 0 });
    const echo = await start(({ send, datagram }) => send(datagram));
    const connector = connectorTo(echo.port);
    expect(await openAt(connector)).toMatchObject({ failure: { status: 'not-snmp' } });
    await connector.close();
  });

  it('keeps the objects of an answer that is cut off', async () => {
    const agent = await start(
      afterProbe(({ pdu, send, answer }) => {
        const response = answer(rowsAfter(pdu, 40));
        send(pdu.tag === pduTags.getBulk ? response.subarray(0, response.length - 10) : response);
      }),
    );
    expect(await walkAt(agent, [column])).toMatchObject({ status: 'ok', objects: 40 });
  });

  it('keeps values of a wrong type with the type they came with', async () => {
    const values = [
      number(`${column}.1`, 7, 65),
      { oid: parseOid(`${column}.2`), tag: 64, content: Buffer.from('20010db8000000000000000000000001', 'hex') },
      { oid: parseOid(`${column}.3`), tag: 0x45, content: Buffer.from([1, 2]) },
      { oid: parseOid(`${column}.4`), tag: 2, content: Buffer.alloc(0) },
      { oid: parseOid(`${column}.5`), tag: absentTags.endOfMibView, content: Buffer.alloc(0) },
    ];
    const agent = await start(afterProbe(({ send, answer }) => send(answer(values))));
    const result = await walkAt(agent, [column]);
    expect(result.status).toBe('ok');
    expect(linesOf(result).map((line) => line.replace(`${column}.`, ''))).toEqual([
      '1|65|7',
      '2|64x|20010db8000000000000000000000001',
      '3|69x|0102',
      '4|2x|',
    ]);
  });

  it('says from where an answer came that came from elsewhere', async () => {
    const other = createSocket('udp4');
    await new Promise<void>((resolve) => {
      other.bind(0, '127.0.0.2', resolve);
    });
    const agent = await start(({ pdu, from, answer }) => {
      other.send(answer(pdu.varbinds.map(({ oid }) => number(oid, 1))), from.port, from.address);
    });
    const connector = connectorTo(agent.port);
    const opened = await openAt(connector);
    expect(opened).toMatchObject({ silent: false, failure: { status: 'snmp-elsewhere' } });
    expect('failure' in opened && opened.failure.message).toContain(`127.0.0.2:${other.address().port}`);
    await connector.close();
    other.close();
  });
});

describe('many at once', () => {
  it('none hurts another', async () => {
    const port = (await start(afterProbe(good(500)), '127.0.0.1')).port;
    const at = (number: number): string => `127.0.1.${number}`;
    const behaviours: ((asked: Asked) => void)[] = [
      afterProbe(({ send, answer }) => send(answer([number(`${column}.1`, 1)]))),
      afterProbe(good(Number.POSITIVE_INFINITY)),
      afterProbe(({ send }) => send(Buffer.from('noise'))),
      afterProbe(() => undefined),
      afterProbe(good(500)),
      afterProbe(good(500)),
    ];
    await Promise.all(behaviours.map((behave, index) => start(behave, at(index + 1), port)));
    // One socket for all of them, so that each hears the others' noise.
    const connector = connectorTo(port, [community('public')], { sockets: 4 });
    const walked = await Promise.all(
      behaviours.map(async (_, index) => {
        const session = await sessionAt(connector, at(index + 1));
        const { status, objects } = await session.walk([{ title: 't', subtrees: [column] }], limits({ maxObjects: 2000 }));
        session.close();
        return `${status} ${objects}`;
      }),
    );
    expect(walked).toEqual(['looped 1', 'truncated 2000', 'garbled 0', 'timed-out 0', 'ok 500', 'ok 500']);
    await connector.close();
  });
});
