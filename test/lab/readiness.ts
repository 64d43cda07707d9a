import type { Lab } from './lab.ts';
import { networksOf } from './processes.ts';
import { tryCommand, waitFor } from './run-command.ts';
import { type Edge, type Family, hostNamed, ipv4Of, ipv6Of, openHosts, users, type Variant } from './topology.ts';
import { edgesFor } from './variant-edges.ts';

/** The command in a host's network namespace, or in the scanner's. */
export const at = (place: string, argv: readonly string[]): readonly string[] => ['ip', 'netns', 'exec', place, ...argv];

const addressOf = (edge: Edge, family: Family): string => {
  if (edge.asked !== undefined) return edge.asked.address;
  if (edge.client === edge.server) return '127.0.0.1';
  const { number } = hostNamed(edge.server);
  return family === 'ipv4' ? ipv4Of(number) : `[${ipv6Of(number)}]`;
};

/** Asks the client's own kernel whether the connection is there, in whichever network the client is. */
async function flowComplaint(lab: Lab, edge: Edge, family: Family): Promise<string | undefined> {
  const states = edge.traffic === 'momentary' ? 'time-wait' : 'established';
  const filter = `dst ${addressOf(edge, family)} and dport = :${edge.asked?.port ?? edge.port}`;
  const ask = ['ss', '-Htn', 'state', states, filter];
  const client = lab.hosts.find(({ host }) => host.name === edge.client);
  const networks = client === undefined ? [] : networksOf(client);
  const answers = await Promise.all(networks.map((pid) => tryCommand(['nsenter', '--target', String(pid), '--net', ...ask])));
  const found = answers.some(({ stdout }) => stdout.trim() !== '');
  return found ? undefined : `${edge.client} has no ${states} connection, ${filter} ${answers[0]?.stderr.trim()}`;
}

/** What an operator would type: the OpenSSH client, in the scanner's namespace. */
export const sshArguments = (lab: Lab, user: string, address: string): readonly string[] => [
  'ssh',
  '-F',
  'none',
  '-i',
  lab.key,
  '-o',
  'BatchMode=yes',
  '-o',
  'StrictHostKeyChecking=no',
  '-o',
  'UserKnownHostsFile=/dev/null',
  '-o',
  'LogLevel=ERROR',
  `${user}@${address}`,
];

async function loginComplaint(lab: Lab, user: string, number: number, sudo: boolean): Promise<string | undefined> {
  const ask = sudo ? 'sudo -n id -u' : 'id -un';
  const { code, stdout, stderr } = await tryCommand(at('scanner', [...sshArguments(lab, user, ipv4Of(number)), ask]));
  const expected = sudo ? '0' : user;
  return code === 0 && stdout.trim() === expected ? undefined : `${user} on ${number}: ${stdout.trim()} ${stderr.trim()}`;
}

/** Every connection of the topology is there, and both users get in everywhere, before anything is scanned. */
export async function waitUntilReady(lab: Lab, variant: Variant): Promise<void> {
  const flows = edgesFor(variant, 'sudo').flatMap((edge) =>
    edge.families.map((family) => waitFor(`${edge.client} to ${edge.server}`, 30, () => flowComplaint(lab, edge, family))),
  );
  const logins = openHosts.flatMap((host) =>
    Object.values(users).map((user) =>
      waitFor(`login on ${host.name}`, 30, () => loginComplaint(lab, user, host.number, user === users.sudo)),
    ),
  );
  await Promise.all([...flows, ...logins]);
}
