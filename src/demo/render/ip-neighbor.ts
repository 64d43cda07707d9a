import { type EstateHost, ipv4Of, ipv6Of, macOf, networkOf } from '../estate/estate.ts';
import type { Machine } from '../estate/machine.ts';

interface Neighbor {
  readonly address: string;
  /** Absent where nobody answers. */
  readonly mac?: string;
}

const gatewayOf = (host: EstateHost): Neighbor => ({
  address: `${networkOf(host)}.1`,
  mac: macOf({ number: (host.number & ~255) + 1 }),
});

/** Whom the host has spoken to on its own network, the gateway first. */
function neighborsOf({ host: own, estate, sockets }: Machine): Neighbor[] {
  const spokenTo = new Set(sockets.flatMap(({ remote }) => (remote === undefined ? [] : [remote.address])));
  const byAddress = new Map<string, EstateHost>(
    estate.hosts.flatMap((host) => [
      [ipv4Of(host), host],
      [ipv6Of(host), host],
    ]),
  );
  const neighbors = [...spokenTo].flatMap((address): Neighbor[] => {
    const host = byAddress.get(address);
    if (host === undefined || host === own || networkOf(host) !== networkOf(own)) return [];
    return [host.fault?.kind === 'refused' ? { address } : { address, mac: macOf(host) }];
  });
  return [gatewayOf(own), ...neighbors];
}

/** Output of `ip -j neigh` (iproute2 6.1). */
export function renderIpNeighborJson(machine: Machine): string {
  const rows = neighborsOf(machine).map(({ address, mac }) => ({
    dst: address,
    dev: 'eth0',
    ...(mac === undefined ? { state: ['FAILED'] } : { lladdr: mac, state: ['REACHABLE'] }),
  }));
  return `${JSON.stringify(rows)}\n`;
}

/** Output of `ip neigh`; busybox tells of its timers, too. */
export function renderIpNeighbor(machine: Machine): string {
  const timers = machine.host.flavour === 'busybox' ? ' used 0/0/0 probes 1' : '';
  return neighborsOf(machine)
    .map(
      ({ address, mac }) =>
        `${address} dev eth0${mac === undefined ? ' ' : ` lladdr ${mac}`}${timers} ${mac === undefined ? 'FAILED' : 'REACHABLE'}\n`,
    )
    .join('');
}
