import { describe, expect, it } from 'vitest';
import { confidences } from '../../src/graph/direction.ts';
import type { SocketFact } from '../../src/model/fact.ts';
import { directionRules, type Snapshot } from '../../src/model/snapshot.ts';
import { arrows, header, listen, machine, onlyDependency, secondScan, snapshotOf, socket, timeWait } from './build.ts';

/** What one host says decides: `client -> server rule`. */
function decide(sockets: readonly SocketFact[], ...others: Parameters<typeof snapshotOf>[0]): string {
  const snapshot = snapshotOf([machine(1, { sockets }), ...others]);
  return `${arrows(snapshot).join(', ')} ${onlyDependency(snapshot).directionRule}`;
}

describe('the rule that decides', () => {
  it('is the state of the handshake', () => {
    expect(decide([socket('10.0.0.1:5432', '10.0.0.2:40000', 'x/5', { state: 'syn-sent' })])).toBe(
      'host1/x -> 10.0.0.2/? tcp/40000 syn-state',
    );
    expect(decide([socket('10.0.0.1:40000', '10.0.0.2:5432', 'x/5', { state: 'syn-recv' })])).toBe(
      '10.0.0.2/? -> host1/x tcp/40000 syn-state',
    );
  });

  it.each(['*', '0.0.0.0', '[::]', '10.0.0.1', '[::ffff:10.0.0.1]'.replace('::ffff:', '')])(
    'is the own listener on %s',
    (address) => {
      expect(decide([listen(`${address}:45000`, 'x/5'), socket('10.0.0.1:45000', '10.0.0.2:80', 'x/5')])).toBe(
        '10.0.0.2/? -> host1/x tcp/45000 own-listener',
      );
    },
  );

  it('is not a listener on another address or family', () => {
    for (const address of ['127.0.0.1', '[fd00::1]', '10.0.0.7']) {
      expect(decide([listen(`${address}:45000`, 'x/5'), socket('10.0.0.1:45000', '10.0.0.2:80', 'y/6')])).toBe(
        'host1/y -> 10.0.0.2/tcp/80 tcp/80 ephemeral-range',
      );
    }
  });

  it('is a listener of both families for IPv6 too, and not one of IPv4', () => {
    const connection = socket('fd00::1:45000', 'fd00::2:80', 'x/5');
    const address = { addresses: ['fd00::1/64'] };
    const decided = (local: string) =>
      onlyDependency(snapshotOf([machine(1, { ...address, sockets: [listen(local, 'x/5'), connection] })])).directionRule;
    expect(decided('*:45000')).toBe('own-listener');
    expect(decided('[::]:45000')).toBe('own-listener');
    expect(decided('0.0.0.0:45000')).toBe('ephemeral-range');
  });

  it('is the listener of the peer', () => {
    const peer = machine(2, { sockets: [listen('*:45000', 'y/6')] });
    expect(decide([socket('10.0.0.1:80', '10.0.0.2:45000', 'x/5')], peer)).toBe('host1/x -> host2/y tcp/45000 peer-listener');
  });

  it('is no listener where both ends have one', () => {
    const peer = machine(2, { sockets: [listen('*:7000', 'y/6')] });
    expect(decide([listen('*:50001', 'x/5'), socket('10.0.0.1:50001', '10.0.0.2:7000', 'x/5')], peer)).toBe(
      'host1/x -> host2/y tcp/7000 ephemeral-range',
    );
  });

  it('is a listener that another sample showed', () => {
    const snapshot = snapshotOf([
      machine(1, { samples: [[listen('*:45000', 'x/5')], [socket('10.0.0.1:45000', '10.0.0.2:80', 'x/5')]] }),
    ]);
    expect(onlyDependency(snapshot)).toMatchObject({ directionRule: 'known-listener', port: 45000 });
  });

  it('is a listener that the snapshot before knew', () => {
    const prior = snapshotOf([
      machine(1, { sockets: [listen('*:45000', 'x/5'), socket('10.0.0.1:45000', '10.0.0.2:80', 'x/5')] }),
    ]);
    const now = machine(1, { at: secondScan, sockets: [socket('10.0.0.1:45000', '10.0.0.3:80', 'x/5')] });
    const seen = snapshotOf([now], { header, prior }).dependencies.filter(({ lastSeen }) => lastSeen === secondScan);
    expect(seen).toMatchObject([{ directionRule: 'known-listener', port: 45000 }]);
  });

  it('is a server that another connection proved', () => {
    const snapshot = snapshotOf([
      machine(1, {
        sockets: [
          socket('10.0.0.1:45000', '10.0.0.2:45001', 'x/5', { state: 'syn-recv' }),
          socket('10.0.0.1:45000', '10.0.0.3:80', 'x/5'),
        ],
      }),
    ]);
    // An answer was on its way, but none arrived: that proves no server.
    expect(snapshot.dependencies.map(({ directionRule }) => directionRule).sort()).toEqual(['fan-in', 'syn-state']);
    const samples = [
      [socket('10.0.0.1:45000', '10.0.0.2:45001', 'x/5', { state: 'syn-recv' })],
      [socket('10.0.0.1:45000', '10.0.0.2:45001', 'x/5'), socket('10.0.0.1:45000', '10.0.0.3:80', 'x/5')],
    ];
    const answered = snapshotOf([machine(1, { samples })]);
    expect(answered.dependencies.map(({ directionRule, port }) => `${directionRule} ${port}`).sort()).toEqual([
      'known-listener 45000',
      'syn-state 45000',
    ]);
  });

  it('is the end that many meet at', () => {
    const sockets = [40001, 40002, 40003].map((port) => socket(`10.0.0.1:${port}`, '10.0.0.2:50505', 'x/5'));
    expect(decide(sockets)).toBe('host1/x -> 10.0.0.2/tcp/50505 tcp/50505 fan-in');
  });

  it('is the range of client ports', () => {
    expect(decide([socket('10.0.0.1:32768', '10.0.0.2:7777', 'x/5')])).toBe(
      'host1/x -> 10.0.0.2/tcp/7777 tcp/7777 ephemeral-range',
    );
    expect(decide([socket('10.0.0.1:7777', '10.0.0.2:60999', 'x/5')])).toBe('10.0.0.2/? -> host1/x tcp/7777 ephemeral-range');
  });

  it('is the table of services', () => {
    expect(decide([socket('10.0.0.1:1023', '10.0.0.2:2049', 'x/5')])).toBe('host1/x -> 10.0.0.2/tcp/2049 tcp/2049 service-table');
  });

  it('is the lower port', () => {
    expect(decide([socket('10.0.0.1:61001', '10.0.0.2:61000', 'x/5')])).toBe(
      'host1/x -> 10.0.0.2/tcp/61000 tcp/61000 lower-port',
    );
  });

  it('is an order where the ports are equal, the same from either side', () => {
    const a = machine(1, { sockets: [socket('10.0.0.1:7800', '10.0.0.2:7800', 'x/5')] });
    const b = machine(2, { sockets: [socket('10.0.0.2:7800', '10.0.0.1:7800', 'x/5')] });
    const [one, two, both] = [
      [a, machine(2)],
      [machine(1), b],
      [a, b],
    ].map((observations) => snapshotOf(observations));
    const ends = (snapshot: Snapshot | undefined) => snapshot?.dependencies.map(({ from, to }) => [from.host, to.host]);
    expect(ends(one)).toEqual(ends(two));
    expect(ends(both)).toEqual(ends(two));
  });

  it('is the strongest of those that hold for the connections of a dependency', () => {
    const sockets = [
      socket('10.0.0.1:40001', '10.0.0.2:5432', 'x/5', { state: 'syn-sent' }),
      socket('10.0.0.1:40002', '10.0.0.2:5432', 'x/5'),
    ];
    const dependency = onlyDependency(
      snapshotOf([machine(1, { sockets }), machine(2, { sockets: [listen('*:5432', 'postgres/9')] })]),
    );
    expect(dependency).toMatchObject({ directionRule: 'syn-state', confidence: 1, state: 'active', connections: 2 });
  });

  it('holds for TIME-WAIT rows as well', () => {
    expect(decide([listen('*:45000', 'x/5'), timeWait('10.0.0.1:45000', '10.0.0.2:33000')])).toBe(
      '10.0.0.2/? -> host1/x tcp/45000 own-listener',
    );
  });

  it('is the unconnected socket of a UDP server', () => {
    const udp = { protocol: 'udp' } as const;
    const server = machine(2, { sockets: [listen('0.0.0.0:53', 'named/9', udp)] });
    expect(decide([socket('10.0.0.1:40000', '10.0.0.2:53', 'curl/5', udp)], server)).toBe(
      'host1/curl -> host2/named udp/53 peer-listener',
    );
  });

  it('does not take a TCP listener for a UDP server', () => {
    const server = machine(2, { sockets: [listen('0.0.0.0:53', 'named/9')] });
    expect(decide([socket('10.0.0.1:40000', '10.0.0.2:53', 'curl/5', { protocol: 'udp' })], server)).toBe(
      'host1/curl -> host2/udp/53 udp/53 ephemeral-range',
    );
  });
});

describe('confidences', () => {
  it('fall in the order the rules are tried', () => {
    const tried = directionRules.filter((rule) => rule !== 'configuration').map((rule) => confidences[rule].value);
    expect(tried).toEqual([...tried].sort((a, b) => b - a));
  });

  it('are between 0 and 1, with two decimals', () => {
    for (const rule of directionRules) {
      const { value } = confidences[rule];
      expect(value > 0 && value <= 1 && Number(value.toFixed(2)) === value).toBe(true);
    }
  });
});
