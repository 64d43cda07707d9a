import { mkdirSync } from 'node:fs';
import { type Cable, cables, portMac, switches } from './cables.ts';
import { command } from './run-command.ts';
import { hosts, ipv4Of, ipv6Of, macOf, scannerNumber } from './topology.ts';

const scanner = { name: 'scanner', number: scannerNumber, bridge: undefined };
const members = [...hosts.map(({ name, number, bridge }) => ({ name, number, bridge })), scanner];

/** `ip` reads one command a line, so one process does for many. */
const ipBatch = (commands: readonly string[], namespace?: string): Promise<string> =>
  command(['ip', ...(namespace === undefined ? [] : ['-n', namespace]), '-batch', '-'], { input: `${commands.join('\n')}\n` });

/** A spanning tree as fast as the kernel lets it be: a port forwards four seconds after it came up. Does not forward LLDP. */
const bridgeUp = (number: number): readonly string[] => [
  `link add br0 address ${macOf(number)} type bridge stp_state 1 forward_delay 200 hello_time 100 max_age 600 mcast_snooping 0`,
  'link set br0 up',
];

function cableUp({ from, to }: Cable): readonly string[] {
  const isTrunk = switches.some(({ name }) => name === to.place);
  const farMac = isTrunk ? `address ${portMac(to)} ` : '';
  return [
    `link add ${from.port} address ${portMac(from)} type veth peer name ${to.port} ${farMac}netns ${to.place}`,
    `link set ${from.port} master br0 up`,
  ];
}

const addressUp = (number: number, device: string): readonly string[] => [
  'link set lo up',
  ...(device === 'br0' ? [] : [`link set ${device} address ${macOf(number)}`]),
  `link set ${device} up`,
  `address add ${ipv4Of(number)}/24 dev ${device}`,
  // Without duplicate address detection the address can be used at once.
  `address add ${ipv6Of(number)}/64 dev ${device} nodad`,
];

/**
 * One namespace a host, a cable from each to a port of its switch, which is a bridge in a namespace of its own with its own
 * address, and one cable between the switches. No route anywhere: there is no way out.
 */
export async function buildNetwork(): Promise<void> {
  mkdirSync('/run/netns', { recursive: true });
  await command(['mount', '-t', 'tmpfs', '-o', 'mode=755', 'none', '/run/netns']);
  await ipBatch(['link set lo up']);
  for (const { name } of members) {
    await command(['ip', 'netns', 'add', name]);
    // Inside containers IPv6 is often off in new namespaces.
    await command(['ip', 'netns', 'exec', name, 'sh', '-c', 'echo 0 > /proc/sys/net/ipv6/conf/all/disable_ipv6']);
  }
  await Promise.all(switches.map(({ name, number }) => ipBatch(bridgeUp(number), name)));
  for (const { name } of switches) {
    await ipBatch(cables.filter(({ from }) => from.place === name).flatMap(cableUp), name);
  }
  const ends = cables.filter(({ to }) => switches.some(({ name }) => name === to.place));
  await Promise.all(ends.map(({ to }) => ipBatch([`link set ${to.port} master br0 up`], to.place)));
  await Promise.all(members.map(({ name, number, bridge }) => ipBatch(addressUp(number, bridge ? 'br0' : 'eth0'), name)));
}
