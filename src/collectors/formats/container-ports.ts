import type { PublishedPort } from '../../model/container-fact.ts';
import { canonicalAddress, isAnyAddress } from '../../text/address.ts';
import { numberField, objectField, objectsField, textField } from '../../text/json-objects.ts';
import { readInteger } from '../../text/scan.ts';

type Json = Readonly<Record<string, unknown>>;

/** A run of ports of one rule: `9000-9002->9000-9002/tcp`. */
interface PortRun {
  readonly hostAddress: string;
  readonly hostPort: number | undefined;
  readonly port: number | undefined;
  readonly protocol: string;
  readonly length: number;
}

/** More than anybody publishes on purpose; ranges are short to write and long to list. */
const mostPorts = 1_024;
const highestPort = 65_535;
const protocols = ['tcp', 'udp', 'sctp'] as const;
const inspected = /^(\d{1,5})\/(\w{1,8})$/;
const printed = /^(.{0,64}):(\d{1,5})(?:-(\d{1,5}))?->(\d{1,5})(?:-\d{1,5})?\/(\w{1,8})$/;

const isPort = (value: number | undefined): value is number => value !== undefined && value > 0 && value <= highestPort;

/** The ports of one run; none where it is not published or cannot be read. */
function portsOf({ hostAddress, hostPort, port, protocol, length }: PortRun): PublishedPort[] {
  const known = protocols.find((one) => one === protocol);
  const address = canonicalAddress(hostAddress);
  if (known === undefined || !isPort(hostPort) || !isPort(port) || (hostAddress !== '' && address === undefined)) return [];
  const place = address === undefined || isAnyAddress(address) ? {} : { hostAddress: address };
  const most = Math.min(length, mostPorts, highestPort + 1 - Math.max(hostPort, port));
  return Array.from({ length: Math.max(most, 0) }, (_, at) => ({
    protocol: known,
    ...place,
    hostPort: hostPort + at,
    port: port + at,
  }));
}

/** `{"80/tcp": [{"HostIp": "", "HostPort": "8080"}], "443/tcp": null}` of `docker inspect`. */
function inspectedPorts(value: Json): PublishedPort[] {
  return Object.keys(value).flatMap((key) => {
    const [, port, protocol = ''] = inspected.exec(key) ?? [];
    return objectsField(value, key).flatMap((binding) =>
      portsOf({
        hostAddress: textField(binding, 'HostIp') ?? '',
        hostPort: readInteger(textField(binding, 'HostPort')),
        port: readInteger(port),
        protocol,
        length: 1,
      }),
    );
  });
}

/** One entry of `podman ps --format json` (also with the names older versions have). */
const listedPorts = (entry: Json): PublishedPort[] =>
  portsOf({
    hostAddress: textField(entry, 'host_ip') ?? textField(entry, 'hostIP') ?? '',
    hostPort: numberField(entry, 'host_port') ?? numberField(entry, 'hostPort'),
    port: numberField(entry, 'container_port') ?? numberField(entry, 'containerPort'),
    protocol: textField(entry, 'protocol') ?? '',
    length: numberField(entry, 'range') ?? 1,
  });

/** `0.0.0.0:8080->80/tcp, [::]:8080->80/tcp, 443/tcp` of `docker ps`. */
function printedPorts(text: string): PublishedPort[] {
  return text.split(',', mostPorts).flatMap((part) => {
    const [, hostAddress = '', from, to, port, protocol = ''] = printed.exec(part.trim()) ?? [];
    const [hostPort, last] = [readInteger(from), readInteger(to ?? from)];
    const length = hostPort === undefined || last === undefined ? 0 : last - hostPort + 1;
    return portsOf({ hostAddress, hostPort, port: readInteger(port), protocol, length });
  });
}

/** The published ports of a container in any of the forms in which docker and podman print them, each once. */
export function readPorts(record: Json, key: string): readonly PublishedPort[] {
  const value = record[key];
  const ports =
    typeof value === 'string'
      ? printedPorts(value)
      : Array.isArray(value)
        ? objectsField(record, key).flatMap(listedPorts)
        : inspectedPorts(objectField(record, key));
  const distinct = new Map(ports.map((port) => [`${port.protocol} ${port.hostAddress} ${port.hostPort} ${port.port}`, port]));
  return [...distinct.values()].slice(0, mostPorts);
}
