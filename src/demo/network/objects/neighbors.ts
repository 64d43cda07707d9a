import { descriptionOf, ifIndexOf, macAt, managementOf, type NetworkDevice, nameOf, type Place } from '../device.ts';
import type { PlannedDevice } from '../plan.ts';
import { hexOfAddress, hexOfMac, integer, type Lines, objectId, octets, text } from './lines.ts';
import { describe } from './system.ts';

const lldp = '1.0.8802.1.1.2.1';
const cdp = '1.3.6.1.4.1.9.9.23.1';

/** LldpChassisIdSubtype, LldpPortIdSubtype */
const [macChassis, interfaceName, local] = [4, 5, 7];
/** LldpSystemCapabilitiesMap: bit 2 is bridge, bit 4 router. */
const capabilities = { switch: '2000', router: '0800' } as const;
/** Capabilities of CDP: bit 0 router, bit 3 switch, bit 5 IGMP. */
const cdpCapabilities = { switch: '00000028', router: '00000021' } as const;

const portSubtype = ({ vendor }: PlannedDevice): number => (vendor === 'cisco' ? interfaceName : local);

function localObjects(device: NetworkDevice): Lines {
  const ports = [...new Set(device.neighbors.map(({ port }) => port))];
  return [
    integer(`${lldp}.3.1.0`, macChassis),
    octets(`${lldp}.3.2.0`, hexOfMac(macAt(device))),
    text(`${lldp}.3.3.0`, device.name),
    text(`${lldp}.3.4.0`, describe(device).description),
    octets(`${lldp}.3.5.0`, capabilities[device.kind]),
    octets(`${lldp}.3.6.0`, capabilities[device.kind]),
    ...ports.flatMap((port) => [
      integer(`${lldp}.3.7.1.2.${port}`, portSubtype(device)),
      text(`${lldp}.3.7.1.3.${port}`, nameOf(device, port)),
      text(`${lldp}.3.7.1.4.${port}`, descriptionOf(device, port)),
    ]),
  ];
}

/** A row of lldpRemTable, and the management address of the neighbor. */
function remoteObjects(index: string, remote: PlannedDevice, port: Place): Lines {
  const row = `${lldp}.4.1.1`;
  const address = managementOf(remote);
  const managed = `${lldp}.4.2.1.3.${index}.1.4.${address}`;
  return [
    integer(`${row}.4.${index}`, macChassis),
    octets(`${row}.5.${index}`, hexOfMac(macAt(remote))),
    integer(`${row}.6.${index}`, portSubtype(remote)),
    text(`${row}.7.${index}`, nameOf(remote, port)),
    text(`${row}.8.${index}`, descriptionOf(remote, port)),
    text(`${row}.9.${index}`, remote.name),
    text(`${row}.10.${index}`, describe(remote).description),
    octets(`${row}.11.${index}`, capabilities[remote.kind]),
    octets(`${row}.12.${index}`, capabilities[remote.kind]),
    integer(managed, 2),
    integer(managed.replace('.4.2.1.3.', '.4.2.1.4.'), 1),
    objectId(managed.replace('.4.2.1.3.', '.4.2.1.5.'), '0.0'),
  ];
}

/** Who is on the other ends of the cables (LLDP-MIB, IEEE 802.1AB-2005). */
export function lldpObjects(device: NetworkDevice): Lines {
  const remotes = device.neighbors.flatMap(({ port, device: remote, remotePort }, index) =>
    remoteObjects(`${1000 + index}.${port}.${index + 1}`, remote, remotePort),
  );
  return [...localObjects(device), ...remotes];
}

const ipv4 = 1;

/** The same as Cisco's tell each other (CISCO-CDP-MIB). */
export function cdpObjects(device: NetworkDevice): Lines {
  const heard = device.neighbors.filter((one) => one.device.vendor === 'cisco');
  if (device.vendor !== 'cisco') return [];
  return [
    integer(`${cdp}.3.1.0`, 1),
    text(`${cdp}.3.4.0`, device.name),
    ...heard.flatMap(({ port, device: remote, remotePort }, at) => {
      const ifIndex = ifIndexOf(device, port);
      const index = `${ifIndex}.${at + 1}`;
      const row = `${cdp}.2.1.1`;
      return [
        text(`${cdp}.1.1.1.6.${ifIndex}`, descriptionOf(device, port)),
        integer(`${row}.3.${index}`, ipv4),
        octets(`${row}.4.${index}`, hexOfAddress(managementOf(remote))),
        text(`${row}.5.${index}`, describe(remote).description),
        text(`${row}.6.${index}`, remote.name),
        text(`${row}.7.${index}`, descriptionOf(remote, remotePort)),
        text(`${row}.8.${index}`, `cisco ${describe(remote).model}`),
        octets(`${row}.9.${index}`, cdpCapabilities[remote.kind]),
      ];
    }),
  ];
}
