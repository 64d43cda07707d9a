import type { Lab } from './lab.ts';
import { tryCommand, waitFor } from './run-command.ts';
import { type Edge, edges, type Family, hostNamed, hosts, ipv4Of, ipv6Of, users } from './topology.ts';

/** The command in a host's network namespace, or in the scanner's. */
export const at = (place: string, argv: readonly string[]): readonly string[] => ['ip', 'netns', 'exec', place, ...argv];

const addressOf = (edge: Edge, family: Family): string => {
  if (edge.client === edge.server) return '127.0.0.1';
  const { number } = hostNamed(edge.server);
  return family === 'ipv4' ? ipv4Of(number) : `[${ipv6Of(number)}]`;
};

/** Asks the client's own kernel whether the connection is there. */
async function flowComplaint(edge: Edge, family: Family): Promise<string | undefined> {
  const states = edge.traffic === 'momentary' ? 'time-wait' : 'established';
  const filter = `dst ${addressOf(edge, family)} and dport = :${edge.port}`;
  const { stdout, stderr } = await tryCommand(at(edge.client, ['ss', '-Htn', 'state', states, filter]));
  return stdout.trim() === '' ? `${edge.client} has no ${states} connection, ${filter} ${stderr.trim()}` : undefined;
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
export async function waitUntilReady(lab: Lab): Promise<void> {
  const flows = edges.flatMap((edge) =>
    edge.families.map((family) => waitFor(`${edge.client} to ${edge.server}`, 30, () => flowComplaint(edge, family))),
  );
  const logins = hosts
    .filter((host) => host.hangs !== true)
    .flatMap((host) =>
      Object.values(users).map((user) =>
        waitFor(`login on ${host.name}`, 30, () => loginComplaint(lab, user, host.number, user === users.sudo)),
      ),
    );
  await Promise.all([...flows, ...logins]);
}
