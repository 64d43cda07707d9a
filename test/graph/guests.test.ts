import { describe, expect, it } from 'vitest';
import type { GuestFact } from '../../src/model/container-fact.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { listen, run, secondScan, socket, type VisitOptions, visit } from './build.ts';

const uuid = '4dea22b3-1d52-4af3-a516-782e98ab3fa0';
const mac = '52:54:00:12:34:56';

const guest = (name: string, more: Partial<GuestFact> = {}): GuestFact => ({
  ...{ fact: 'guest', hypervisor: 'libvirt', name, state: 'running' },
  ...more,
});

const hypervisor = (name: string, guests: readonly GuestFact[], more: VisitOptions = {}) => ({
  ...visit({ name, machineId: `id of ${name}`, addresses: [`10.0.0.${name.length}/24`], facts: guests, ...more }),
  guestsRead: true as const,
});

const db = (more: VisitOptions = {}) =>
  visit({ name: 'db', machineId: 'db', addresses: ['10.0.0.50/24'], sockets: [listen('0.0.0.0:5432', 'postgres/9')], ...more });

const placed = ({ hosts }: Snapshot): Record<string, string | undefined> =>
  Object.fromEntries(hosts.map(({ name, tags: { hypervisor } }) => [name, hypervisor]));

describe('placeGuests', () => {
  it.each([
    ['its MAC', guest('vm-17', { macs: [mac] }), { macs: [mac] }],
    ['its uuid, in either case', guest('vm-17', { uuid: uuid.toUpperCase() }), { uuid }],
    ['its address', guest('vm-17', { addresses: ['10.0.0.50'] }), {}],
    ['its name', guest('DB'), {}],
    ['its name without the domain', guest('db'), { name: 'db.example.com' }],
  ])('knows a scanned guest by %s', (_, fact, more: VisitOptions) => {
    const { snapshot } = run([hypervisor('hv1', [fact]), db(more)]);
    expect(placed(snapshot)).toEqual({ hv1: undefined, [more.name ?? 'db']: 'hv1' });
  });

  it('does not take a host for a guest of the same name with other cards or another board', () => {
    const told = guest('db', { macs: [mac], uuid });
    const { snapshot } = run([hypervisor('hv1', [told]), db({ macs: ['52:54:00:99:99:99'] })]);
    expect(snapshot.hosts.map(({ name, kind, tags }) => [name, kind, tags]).sort()).toEqual([
      ['db', 'server', {}],
      ['db', 'unknown', { hypervisor: 'hv1' }],
      ['hv1', 'server', {}],
    ]);
  });

  it('does not choose between two hosts of one name', () => {
    const other = db({ machineId: 'other', addresses: ['10.0.0.51/24'], target: '10.0.0.51' });
    const { snapshot } = run([hypervisor('hv1', [guest('db')]), db(), other]);
    expect(snapshot.hosts.filter(({ tags: { hypervisor } }) => hypervisor !== undefined).map(({ kind }) => kind)).toEqual([
      'unknown',
    ]);
  });

  it('keeps a guest nobody scanned, unless it is shut off', () => {
    const { snapshot } = run([hypervisor('hv1', [guest('web', { macs: [mac], uuid }), guest('old web', { state: 'shut off' })])]);
    expect(snapshot.hosts.filter(({ kind }) => kind === 'unknown')).toEqual([
      {
        ...{ id: expect.stringMatching(/^host-[0-9a-v]{12}$/), name: 'web', names: ['web'], addresses: [], macs: [mac] },
        ...{ kind: 'unknown', tags: { hypervisor: 'hv1' }, identity: [`smbios-uuid:${uuid}`] },
      },
    ]);
  });

  it('calls a peer by the name of the guest whose card has its address', () => {
    const near = visit({
      ...{ name: 'app', machineId: 'app', addresses: ['10.0.0.60/24'], target: '10.0.0.60' },
      facts: [{ fact: 'neighbor', address: '10.0.0.70', mac }],
      sockets: [socket('10.0.0.60:40000', '10.0.0.70:80', 'app/7')],
    });
    const { snapshot } = run([hypervisor('hv1', [guest('web', { macs: [mac] })]), near]);
    expect(snapshot.hosts.filter(({ kind }) => kind === 'unknown')).toMatchObject([
      { name: 'web', addresses: ['10.0.0.70'], macs: [mac], tags: { hypervisor: 'hv1' } },
    ]);
    expect(snapshot.dependencies).toHaveLength(1);
  });

  it('gives a guest that is scanned later the same id', () => {
    const first = hypervisor('hv1', [guest('db', { macs: [mac], uuid })]);
    const before = run([first]).snapshot;
    const after = run([first, db({ macs: [mac], uuid, at: secondScan })], { prior: before }).snapshot;
    expect(after.hosts.find(({ name }) => name === 'db')).toMatchObject({
      id: before.hosts.find(({ name }) => name === 'db')?.id,
      kind: 'server',
      tags: { hypervisor: 'hv1' },
    });
    expect(after.hosts).toHaveLength(2);
  });

  it('follows a guest to another hypervisor: where it runs before where it is only defined', () => {
    const left = [guest('db', { macs: [mac], state: 'shut off' })];
    const came = [guest('db', { macs: [mac] })];
    const before = run([hypervisor('hv1', came), hypervisor('hv-2', []), db({ macs: [mac] })]).snapshot;
    const after = run([hypervisor('hv1', left), hypervisor('hv-2', came), db({ macs: [mac] })], { prior: before }).snapshot;
    expect([placed(before)['db'], placed(after)['db']]).toEqual(['hv1', 'hv-2']);
  });

  it('drops the tag where the hypervisor was read and has the guest no more, and keeps it where nobody could ask', () => {
    const host = db({ macs: [mac] });
    const before = run([hypervisor('hv1', [guest('db', { macs: [mac] }), guest('web')]), host]).snapshot;
    const gone = run([hypervisor('hv1', []), host], { prior: before }).snapshot;
    const { guestsRead: _, ...mute } = hypervisor('hv1', []);
    const kept = run([mute, host], { prior: before }).snapshot;
    expect(placed(gone)).toEqual({ hv1: undefined, db: undefined });
    expect(placed(kept)).toEqual({ hv1: undefined, db: 'hv1', web: 'hv1' });
  });
});
