import { hexOfMac, integer, ipAddress, objectId, octets, text } from './objects/lines.ts';
import type { Station } from './plan.ts';

const system = '1.3.6.1.2.1.1';
const table = '1.3.6.1.2.1.2.2.1';
const ip = '1.3.6.1.2.1.4';

/** What snmpd on a station tells: who it is, its one card and its address. */
export function stationText({ name, mac, address }: Station): string {
  const lines = [
    text(`${system}.1.0`, `Linux ${name} 6.1.0-22-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.94-1 (2024-06-21) x86_64`),
    objectId(`${system}.2.0`, '1.3.6.1.4.1.8072.3.2.10'),
    text(`${system}.5.0`, name),
    text(`${table}.2.1`, 'lo'),
    integer(`${table}.3.1`, 24),
    text(`${table}.2.2`, 'eth0'),
    integer(`${table}.3.2`, 6),
    octets(`${table}.6.2`, hexOfMac(mac)),
    integer(`${table}.8.2`, 1),
    text('1.3.6.1.2.1.31.1.1.1.1.1', 'lo'),
    text('1.3.6.1.2.1.31.1.1.1.1.2', 'eth0'),
    integer(`${ip}.20.1.2.127.0.0.1`, 1),
    ipAddress(`${ip}.20.1.3.127.0.0.1`, '255.0.0.0'),
    integer(`${ip}.20.1.2.${address}`, 2),
    ipAddress(`${ip}.20.1.3.${address}`, '255.255.255.0'),
  ];
  return `${lines.join('\n')}\n`;
}
