import { mkdirSync } from 'node:fs';
import { command } from './run-command.ts';
import { hosts, ipv4Of, ipv6Of, macOf, scannerNumber } from './topology.ts';

const members = [...hosts.map(({ name, number }) => ({ name, number })), { name: 'scanner', number: scannerNumber }];

/** `ip` reads one command a line, so one process does for many. */
const ipBatch = (commands: readonly string[], namespace?: string): Promise<string> =>
  command(['ip', ...(namespace === undefined ? [] : ['-n', namespace]), '-batch', '-'], { input: `${commands.join('\n')}\n` });

/**
 * One bridge in the lab's own network namespace, one namespace a host, a cable to each. No address on the
 * bridge and no route anywhere: there is no way out. Forwards LLDP (group_fwd_mask 0x4000).
 */
export async function buildNetwork(): Promise<void> {
  mkdirSync('/run/netns', { recursive: true });
  await command(['mount', '-t', 'tmpfs', '-o', 'mode=755', 'none', '/run/netns']);
  await ipBatch([
    'link set lo up',
    'link add lab type bridge stp_state 0 forward_delay 0 mcast_snooping 0 group_fwd_mask 0x4000',
    'link set lab up',
  ]);
  for (const { name } of members) await command(['ip', 'netns', 'add', name]);
  await ipBatch(
    members.flatMap(({ name }, index) => [
      `link add port${index} type veth peer name eth0 netns ${name}`,
      `link set port${index} master lab up`,
    ]),
  );
  await Promise.all(
    members.map(async ({ name, number }) => {
      // Inside containers IPv6 is often off in new namespaces.
      await command(['ip', 'netns', 'exec', name, 'sh', '-c', 'echo 0 > /proc/sys/net/ipv6/conf/all/disable_ipv6']);
      await ipBatch(
        [
          'link set lo up',
          `link set eth0 address ${macOf(number)}`,
          'link set eth0 up',
          `address add ${ipv4Of(number)}/24 dev eth0`,
          // Without duplicate address detection the address can be used at once.
          `address add ${ipv6Of(number)}/64 dev eth0 nodad`,
        ],
        name,
      );
    }),
  );
}
