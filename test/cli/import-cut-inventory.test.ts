import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';

const path = scratch();
const map = (db: string, ...argv: string[]) => runMap([...argv, '--db', path(db)]);
const exportOf = async (db: string): Promise<string> => (await map(db, 'export', '-f', 'json')).stdout;
const snapshotOf = async (db: string): Promise<Snapshot> => JSON.parse(await exportOf(db)) as Snapshot;

type Machine = readonly [number: number, address: string, state: string];
const instance = ([number, address, state]: Machine) => ({
  ...{ InstanceId: `i-000000000000000${number}`, PrivateIpAddress: address, VpcId: 'vpc-1', State: { Name: state } },
  ...{ Placement: { AvailabilityZone: 'eu-west-1b' }, Tags: [{ Key: 'Name', Value: `web${number}` }] },
});
const aws = (...machines: readonly Machine[]): string =>
  JSON.stringify({ Reservations: [{ Instances: machines.map(instance) }] }, undefined, 4);

const whole = aws([1, '10.0.0.1', 'running'], [2, '10.0.0.2', 'running'], [3, '10.0.0.3', 'running']);
/** The second machine was stopped, the third went and a fourth came; what stands behind the fourth is missing. */
const cut = aws([1, '10.0.0.1', 'running'], [2, '10.0.0.2', 'stopped'], [4, '10.0.0.4', 'running'], [5, '10.0.0.5', 'running']);
const short = cut.slice(0, cut.indexOf('10.0.0.5'));

/** Writes a file as of that hour; the name of the file is the same in each folder. */
function write(folder: string, text: string, hour: number): string {
  mkdirSync(path(folder), { recursive: true });
  const file = path(`${folder}/aws-prod.json`);
  writeFileSync(file, text);
  const at = new Date(Date.UTC(2026, 0, 1, hour));
  utimesSync(file, at, at);
  return file;
}

const statesOf = async (db: string): Promise<string[]> =>
  (await snapshotOf(db)).hosts.map(({ name, tags }) => `${name} ${tags['state']}`).sort();
const afterBoth = ['web1 running', 'web2 stopped', 'web3 running', 'web4 running'];

describe('an inventory that was cut short', () => {
  it('takes nothing back: what stood behind its end stays as it was, what it tells is newer', async () => {
    await map('a.db', 'import', write('whole', whole, 1));
    const { code, stdout } = await map('a.db', 'import', write('short', short, 2));
    expect(code).toBe(0);
    expect(stdout).toContain(
      'its end is missing, and what stood there stays on the map as an earlier file told it: send it again',
    );
    expect(stdout).toContain('1 inventory listing 4 machines');
    expect(await statesOf('a.db')).toEqual(afterBoth);
    expect((await map('a.db', 'diff', 'latest~1', 'latest')).stdout).not.toMatch(/web3/);
  });

  it('changes nothing when it is sent twice, and is told again', async () => {
    const { stdout } = await map('a.db', 'import', write('short', short, 2));
    expect(stdout).toContain('Nothing in them is new');
    expect(stdout).toContain('stays on the map as an earlier file told it');
    const { unread } = JSON.parse((await map('a.db', 'import', write('short', short, 2), '--json')).stdout) as {
      unread: unknown;
    };
    expect(unread).toEqual([{ path: path('short/aws-prod.json'), lines: 0, cut: true, toldBefore: true }]);
  });

  it('is derived to the same bytes again', async () => {
    const before = await exportOf('a.db');
    expect((await map('a.db', 'rebuild')).code).toBe(0);
    expect(await exportOf('a.db')).toBe(before);
  });

  it('leaves what several of them told, each once', async () => {
    const other = aws([1, '10.0.0.1', 'stopped'], [6, '10.0.0.6', 'running'], [7, '10.0.0.7', 'running']);
    await map('a.db', 'import', write('third', other.slice(0, other.indexOf('10.0.0.7')), 3));
    expect(await statesOf('a.db')).toEqual(['web1 stopped', 'web2 stopped', 'web3 running', 'web4 running', 'web6 running']);
  });

  it('gives way to a whole one, after which the others are gone', async () => {
    const { stdout } = await map('a.db', 'import', write('later', aws([1, '10.0.0.1', 'running']), 4));
    expect(stdout).not.toContain('Not read whole');
    expect(await statesOf('a.db')).toEqual(['web1 running']);
    expect((await map('a.db', 'diff', 'latest~1', 'latest')).stdout).toMatch(/web3/);
  });

  it('is completed by an older whole one that comes after it', async () => {
    await map('b.db', 'import', write('short', short, 2));
    const { stdout } = await map('b.db', 'import', write('whole', whole, 1));
    expect(stdout).not.toContain('Left out');
    expect(await statesOf('b.db')).toEqual(afterBoth);
    const again = await map('b.db', 'import', write('short', short, 2));
    expect(again.stdout).toContain('Nothing in them is new');
  });

  it('is left out where it is the older one', async () => {
    await map('c.db', 'import', write('whole', whole, 3));
    const { stdout } = await map('c.db', 'import', write('short', short, 2));
    expect(stdout).toContain('Left out, because something newer is known: inventory:aws-prod');
    expect(await statesOf('c.db')).toEqual(['web1 running', 'web2 running', 'web3 running']);
  });
});
