/** The truth about the network: which port of which switch every host is plugged into. */
import { hosts, openHosts, type SwitchName } from './topology.ts';

/** One end of a cable: a host of the lab, or the one who scans, and the interface there. */
export interface Plug {
  readonly place: string;
  readonly port: string;
}

/** One cable; the first end is a port of a switch. */
export interface Cable {
  readonly from: Plug & { readonly place: SwitchName };
  readonly to: Plug;
}

export const switches = hosts.filter(({ bridge }) => bridge !== undefined);
const plugged = [...hosts.filter(({ bridge }) => bridge === undefined), { name: 'scanner', on: 'sw1' as const }];

const octet = (number: number): string => number.toString(16).padStart(2, '0');

/** Every port of a switch has a MAC of its own: its second to last octet is the switch, the last the port. */
export function portMac({ place, port }: Plug): string {
  const number = switches.find(({ name }) => name === place)?.number ?? 0;
  return `52:54:00:99:${octet(number)}:${octet(Number(port.replace(/\D+/, '')))}`;
}

/** Between the switches: two ports with different numbers, so that a mix-up shows. */
export const trunk: Cable = { from: { place: 'sw1', port: 'swp24' }, to: { place: 'sw2', port: 'swp23' } };

const cablesOf = (name: SwitchName): readonly Cable[] =>
  plugged
    .filter(({ on }) => on === name)
    .map((host, index) => ({ from: { place: name, port: `swp${index + 1}` }, to: { place: host.name, port: 'eth0' } }));

/** Whose own lldpd tells a login where it is plugged in. */
const tellThemselves = openHosts.filter(({ daemons }) => daemons.some(({ kind }) => kind === 'lldp')).map(({ name }) => name);

export const cables: readonly Cable[] = [...cablesOf('sw1'), ...cablesOf('sw2'), trunk];

/** What a scan without SNMP can know of them. */
export const cablesOverSsh = cables.filter(({ to }) => tellThemselves.includes(to.place));
