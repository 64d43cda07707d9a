/** A program that ends by itself only where a closed fleet leaves neither socket nor timer behind. */
import { once } from 'node:events';
import type { Fault } from '../../src/demo/faults.ts';
import { startFleet } from '../../src/demo/fleet.ts';
import type { FleetHost } from '../../src/demo/ssh-host.ts';
import { buildScript } from '../../src/scan/script.ts';
import { logIn } from './ssh-client.ts';

const faults: readonly (Fault | undefined)[] = [
  undefined,
  { kind: 'silent' },
  { kind: 'hung' },
  { kind: 'hung', afterBytes: 1 },
  { kind: 'drip', everyMs: 3_600_000 },
  { kind: 'flood' },
];
const hosts = faults.map((fault, index): FleetHost => {
  const recorded = { uname: 'Linux', uid: 0, user: 'root', sections: new Map() };
  return { name: `sick${index}`, number: 90 + index, recorded, ...(fault === undefined ? {} : { fault }) };
});
const script = buildScript([], { marker: '==0a==', samples: 2, interval: 3600, sudo: 'never' });

/** A login whose script was taken: seen by its first byte, or by the request behind it where no byte comes. */
async function begin(name: string): Promise<void> {
  const client = await logIn(fleet, name);
  client.exec('sh -s', (_, channel) => {
    channel.once('data', () => client.emit('begun')).end(script);
    client.exec('uptime', (_, second) => second.on('exit', () => client.emit('begun')).resume());
  });
  await once(client, 'begun');
}

const fleet = await startFleet(hosts, { pauses: true });
await Promise.all(hosts.map(({ name, fault }) => (fault?.kind === 'silent' ? undefined : begin(name))));
await fleet.close();
process.stdout.write(`closed, ${fleet.connections()} connections\n`);
