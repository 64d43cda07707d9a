import { describe, expect, it } from 'vitest';
import { buildPicture, countNodes } from '../../src/export/build-picture.ts';
import type { Picture } from '../../src/export/picture.ts';
import { portList } from '../../src/export/picture-arrows.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { aDependency, aHost, aPeer, aService, aSnapshot, sampleSnapshot } from './sample-snapshot.ts';

const draw = (snapshot: Snapshot, options: Partial<Parameters<typeof buildPicture>[1]> = {}): Picture =>
  buildPicture(snapshot, { nodeLimit: 1000, arrowLimit: 1000, ...options });

const boxNamed = (picture: Picture, title: string) => picture.boxes.find((box) => box.title === title);
const arrowTexts = ({ arrows }: Picture): string[] =>
  arrows.map(({ from, to, label, state }) => `${from} > ${to} ${label} ${state}`);

describe('buildPicture of the sample', () => {
  const picture = draw(sampleSnapshot);

  it('draws every host that was looked at and every peer with an arrow, by name', () => {
    expect(picture.boxes.map(({ title }) => title)).toEqual([
      '10.20.0.77',
      '198.51.100.7',
      'app1',
      'app2',
      'batch1',
      'cache1',
      'db1',
      'db2',
      'dns1',
      'lb1',
      'mon1',
      'payments.example.net',
      'queue1',
      'web1',
      'web2',
    ]);
  });

  it('shows the services that have an arrow, with their ports, and leaves idle ones out', () => {
    expect(boxNamed(picture, 'app1')?.nodes.map(({ title, ports }) => [title, ports])).toEqual([
      ['mailer', ''],
      ['shop', '8080'],
    ]);
    expect(boxNamed(picture, 'queue1')?.nodes).toMatchObject([{ title: 'rabbitmq', ports: '4369, 5672 +2' }]);
  });

  it('says where an arrow ends at an unknown process', () => {
    expect(boxNamed(picture, 'batch1')?.nodes.map(({ title, look }) => [title, look])).toEqual([
      ['nightly', 'service'],
      ['process not known', 'unnamed'],
    ]);
  });

  it('keeps the node of a shared service and counts the arrows it does not draw', () => {
    expect(boxNamed(picture, 'dns1')?.nodes).toMatchObject([
      { title: 'unbound', note: 'shared, 10 arrows not drawn', look: 'shared' },
    ]);
    expect(picture.notes).toContain('20 arrows to or from shared infrastructure left out.');
    expect(picture.arrows.some(({ to }) => to === 'service-dns1-unbound')).toBe(false);
  });

  it('draws shared infrastructure where it is asked for', () => {
    const all = draw(sampleSnapshot, { includeShared: true });
    expect(all.arrows.filter(({ to }) => to === 'service-dns1-unbound')).toHaveLength(10);
    expect(boxNamed(all, 'dns1')?.nodes).toMatchObject([{ note: 'shared' }]);
    expect(all.notes.join()).not.toContain('arrows');
  });

  it('leaves out what is only configured where it would cover the rest, and draws it where it is asked for', () => {
    const written = { state: 'configured', seenFrom: 'config' } as const;
    const clients = ['app1', 'app2', 'db1', 'web1', 'web2'];
    const snapshot = {
      ...sampleSnapshot,
      hosts: [...sampleSnapshot.hosts, aPeer('mirror.example.net', 'unknown')],
      dependencies: [
        ...sampleSnapshot.dependencies,
        aDependency('db1', 'mirror.example.net', 443, written),
        aDependency('db1', 'queue1', 2049, written),
        ...clients.map((client) => aDependency(client, 'queue1', 514, written)),
      ],
    };
    const configured = ({ arrows }: Picture): string[] =>
      arrows.filter(({ state }) => state === 'configured').map(({ label }) => label);
    const few = draw(snapshot, {});
    expect(configured(few)).toEqual(['2049']);
    expect(boxNamed(few, 'mirror.example.net')).toBeUndefined();
    expect(few.notes).toContain('6 arrows that only stand in configurations left out.');
    const all = draw(snapshot, { includeConfigured: true });
    expect(configured(all)).toHaveLength(6);
    expect(boxNamed(all, 'mirror.example.net')).toBeDefined();
  });

  it('tells fresh, old and never looked at apart', () => {
    expect(boxNamed(picture, 'app1')?.sight).toBe('fresh');
    expect(boxNamed(picture, 'db2')).toMatchObject({ sight: 'stale', details: ['10.20.0.32', 'last read 2025-03-07'] });
    expect(boxNamed(picture, '10.20.0.77')).toMatchObject({ sight: 'peer', kind: 'unknown', details: ['not looked at'] });
    expect(boxNamed(picture, 'payments.example.net')).toMatchObject({ details: ['203.0.113.50', 'outside'] });
  });

  it('shows the state of an arrow', () => {
    const states = new Map(picture.arrows.map(({ from, to, state }) => [`${from} ${to}`, state]));
    expect(states.get('service-app1-mailer host-10.20.0.77')).toBe('attempted');
    expect(states.get('service-app1-mailer service-queue1-rabbitmq')).toBe('silent');
    expect(states.get('service-lb1-haproxy service-web1-nginx')).toBe('active');
  });

  it('is the same whatever order the snapshot comes in', () => {
    const shuffled = {
      ...sampleSnapshot,
      hosts: sampleSnapshot.hosts.toReversed(),
      services: sampleSnapshot.services.toReversed(),
      dependencies: sampleSnapshot.dependencies.toReversed(),
    };
    expect(draw(shuffled)).toEqual(picture);
  });
});

describe('buildPicture of hosts', () => {
  it('is used where services would be too many, and says so', () => {
    const picture = draw(sampleSnapshot, { nodeLimit: 20 });
    expect(picture.level).toBe('hosts');
    expect(picture.boxes.every(({ nodes }) => nodes.length === 0)).toBe(true);
    expect(picture.notes[0]).toMatch(/^Too many services/);
    expect(boxNamed(picture, 'dns1')?.details).toContain('shared: unbound');
  });

  it('is used where arrows would be too many', () => {
    expect(draw(sampleSnapshot, { arrowLimit: 3 }).level).toBe('hosts');
  });

  it('is not forced on somebody who asked for services', () => {
    expect(draw(sampleSnapshot, { level: 'services', nodeLimit: 2 }).level).toBe('services');
  });

  it('says nothing of services it does not draw by choice', () => {
    expect(draw(sampleSnapshot, { level: 'hosts' }).notes.join()).not.toContain('service');
  });
});

describe('buildPicture of corner cases', () => {
  const hosts = [aHost('a', '10.0.0.1'), aHost('b', '10.0.0.2')];

  it('joins dependencies between the same two ends into one arrow with the strongest state', () => {
    const picture = draw(
      aSnapshot({
        hosts,
        services: [aService('a', 'x', []), aService('b', 'y', [80, 81])],
        dependencies: [
          aDependency('a/x', 'b/y', 80, { state: 'attempted' }),
          aDependency('a/x', 'b/y', 81),
          aDependency('a/x', 'b/y', 53, { protocol: 'udp', silent: true }),
        ],
      }),
    );
    expect(arrowTexts(picture)).toEqual(['service-a-x > service-b-y 53/udp, 80, 81 active']);
    expect(picture.arrows[0]?.dependencies).toHaveLength(3);
  });

  it('draws traffic between two services of one host, but not a service that calls itself', () => {
    const services = [aService('a', 'x', [1]), aService('a', 'y', [2])];
    const dependencies = [aDependency('a/x', 'a/y', 2), aDependency('a/x', 'a/x', 1)];
    expect(arrowTexts(draw(aSnapshot({ hosts, services, dependencies })))).toEqual(['service-a-x > service-a-y 2 active']);
    expect(draw(aSnapshot({ hosts, services, dependencies }), { level: 'hosts' }).arrows).toEqual([]);
  });

  it('ends arrows at the host where its services are not known', () => {
    const picture = draw(
      aSnapshot({ hosts: [...hosts, aPeer('10.0.0.9', 'unknown')], dependencies: [aDependency('a', '10.0.0.9', 5432)] }),
    );
    expect(arrowTexts(picture)).toEqual(['host-a > host-10.0.0.9 5432 active']);
  });

  it('leaves out dependencies of hosts that are not in the document', () => {
    expect(draw(aSnapshot({ hosts, dependencies: [aDependency('a', 'gone', 1)] })).arrows).toEqual([]);
  });

  it('leaves out peers that have no arrow, and counts them', () => {
    const picture = draw(aSnapshot({ hosts: [...hosts, aPeer('10.0.0.9', 'unknown')] }));
    expect(picture.boxes.map(({ title }) => title)).toEqual(['a', 'b']);
    expect(picture.notes).toEqual(['1 host never looked at and without a drawn arrow left out.']);
  });

  it('says where the cables are, where a network device has no arrow', () => {
    const device = { ...aHost('sw1', '10.0.0.8'), kind: 'network-device' as const };
    expect(draw(aSnapshot({ hosts: [...hosts, device] })).notes).toEqual([
      'Cables are not drawn: map links and map path tell who is plugged in where.',
    ]);
  });

  it('names a host without a name by its address', () => {
    expect(draw(aSnapshot({ hosts: [aHost('a', '10.0.0.1', { name: '' })] })).boxes[0]?.title).toBe('10.0.0.1');
  });

  it('shows why a host could not be read', () => {
    const failed = aHost('a', '10.0.0.1', {
      evidence: { status: 'login-refused', at: '2025-01-01T00:00:00.000Z', stale: false },
    });
    expect(draw(aSnapshot({ hosts: [failed] })).boxes[0]).toMatchObject({
      sight: 'failed',
      details: ['10.0.0.1', 'login-refused'],
    });
  });

  it('is empty for an empty estate', () => {
    const picture = draw(aSnapshot({}));
    expect([picture.boxes, picture.arrows, picture.notes]).toEqual([[], [], []]);
    expect(countNodes(picture.boxes)).toBe(0);
  });
});

describe('portList', () => {
  it('lists three ports in order, once each, and counts the rest', () => {
    const ports = (...numbers: number[]) => numbers.map((port) => ({ protocol: 'tcp', port }));
    expect(portList(ports(443, 80, 443))).toBe('80, 443');
    expect(portList(ports(3, 1, 2))).toBe('1, 2, 3');
    expect(portList(ports(5, 4, 3, 2, 1))).toBe('1, 2 +3');
    expect(portList([{ protocol: 'udp', port: 53 }])).toBe('53/udp');
    expect(portList([])).toBe('');
  });
});
