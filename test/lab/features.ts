import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { containersFile, idFile } from './container-files.ts';
import type { Lab } from './lab.ts';
import { tryCommand, waitFor } from './run-command.ts';
import { containers, type Variant } from './topology.ts';

/** What the hosts with containers and NAT do, in a network namespace that is gone afterwards. */
const trial = [
  'iptables -t nat -A PREROUTING -p tcp --dport 1 -j DNAT --to-destination 192.0.2.1:1',
  'iptables -t nat -A POSTROUTING -j MASQUERADE',
  'echo 1 > /proc/sys/net/ipv4/ip_forward',
  'conntrack -L',
].join(' && ');

/** Why addresses cannot be translated here; nothing where they can. */
export async function tryNat(): Promise<string | undefined> {
  const { code, stderr } = await tryCommand(['unshare', '--net', 'sh', '-c', trial], { limit: 10_000 });
  return code === 0 ? undefined : stderr.trim().split('\n').at(-1);
}

function hostFile(lab: Lab, path: string): string | undefined {
  const root = lab.hosts.find(({ host }) => host.name === 'ctr1')?.root ?? '';
  try {
    return readFileSync(join(root, path), 'utf8').trim();
  } catch {
    return undefined; // Not yet, or not at all.
  }
}

/** What became of the containers, and why they are none. */
export async function readContainers(lab: Lab): Promise<Pick<Variant, 'containers'> & { readonly because?: string }> {
  await waitFor('containers on ctr1', 60, async () => (hostFile(lab, containersFile) === undefined ? 'not up' : undefined));
  const told = hostFile(lab, containersFile) ?? '';
  if (told === 'podman') return { containers: 'podman' };
  if (!told.startsWith('namespaces')) throw new Error('ctr1 has neither containers nor namespaces');
  return { containers: 'namespaces', because: told.slice('namespaces'.length).trim() };
}

/** The names of the containers, by the beginnings of their ids that control groups show. */
export const containerIds = (lab: Lab): ReadonlyMap<string, string> =>
  new Map(Object.keys(containers).flatMap((name) => [[(hostFile(lab, idFile(name)) ?? name).slice(0, 12), name] as const]));
