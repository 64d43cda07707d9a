import type { Fact } from '../../../model/fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { maskLength, readPrefix, routeDestination } from '../../../text/prefix.ts';
import { known } from '../known.ts';

/** Codes before the destination (`S*`, `O IA`, `B*>`, `i L1`), then the destination and what follows. */
const row =
  /^ {0,8}(?:[A-Za-z%*>][\w%*>+~&! ]{0,10} {1,12})?([0-9a-fA-F:.]{2,45}(?:\/\d{1,3})?)(?: ([\d.]{7,15}))?(?:,| |$)(.{0,200})/;
/** `10.0.0.0/24 is subnetted, 2 subnets`: the length of those below, in old releases. */
const subnetted = /^ {1,8}[\d.]{7,15}\/(\d{1,2}) is subnetted/;
const heading = /is variably subnetted|is subnetted|subnets,/;
const via = /^[\s*>]{0,48}(?:\[[\d/]{1,20}\] )?via ([0-9a-fA-F:.]{2,45})(?:%[\w-]{1,40})?(?:,\s{0,4}(.{1,200}))?$/;
/** FortiOS: a further interface of the network above. */
const also = /^\s{9,40}is directly connected,/;
const connected = /directly connected,\s{0,4}([\w./:-]{1,60})/;
/** FortiOS: by a tunnel, `via vpn1 tunnel 203.0.113.1, [1/0]`; the address is that of the far end of the tunnel. */
const byTunnel = /\bvia (\S{1,60}) tunnel [0-9a-fA-F:.]{2,45}(?:,|$)/;
const told = /\bvia ([0-9a-fA-F:.]{2,45}(?=,|\s|$))(.{0,160})/;
const legend =
  /^(?:Codes:|Gateway of last resort|VRF|IP Route Table|Routing (?:table|entry)|Default gateway|%| {4,12}[A-Za-z*+%~&>]{1,3}\d? - |.{0,60} - .{0,60},)|not set$|denotes|unspecified/i;

/** What the letter means is in the heading: `L - local` of Cisco IOS and ASA, `L - VRF Leaked` of Arista EOS. */
const localLegend = /\bL - local\b/;
const localRow = /^ {0,8}L {1,12}\S{2,49}(?: [\d.]{7,15})? is directly connected,/;
/** NX-OS: `*via 10.30.0.1, Vlan30, [0/0], 3w2d, local` below `10.30.0.1/32`; those of gateways that several share end in `hsrp` or `vrrp`. */
const localHop = /,\s{0,4}local\b/;

/** The address of a host route; nothing of a network. */
function aloneIn(destination: string): string | undefined {
  const [address = '', length] = destination.split('/');
  return length === (address.includes(':') ? '128' : '32') ? address : undefined;
}

/** The interface in what follows a gateway: `00:01:02, Gi0/1`, `Vlan10, [1/0], 3w2d, static`, `outside`. */
function interfaceIn(text: string | undefined): string | undefined {
  const parts = (text ?? '').split(',').map((part) => part.trim());
  return parts.find(
    (part) =>
      /^[A-Za-z][\w./:-]{1,60}$/.test(part) && !/^(?:static|ospf|bgp|rip|eigrp|isis|intra|inter|direct|local|hsrp)/i.test(part),
  );
}

interface Open {
  readonly destination: string;
}

function destinationOf(text: string, mask: string | undefined, inherited: number | undefined): string | undefined {
  const read = readPrefix(text);
  if (read === undefined) return undefined;
  const length = read.length ?? (mask === undefined ? inherited : maskLength(mask));
  return length === undefined ? undefined : routeDestination({ address: read.address, length });
}

/**
 * Routes as `show ip route` of Cisco IOS and Arista EOS, `show ip route vrf all` of NX-OS, `show route` of ASA and
 * `get router info routing-table all` of FortiOS print them (command references). Next hops on lines of their own belong to the
 * destination above. Routes to the device itself (`L` of IOS and ASA, `local` of NX-OS) are its addresses too.
 */
export function parseDeviceRoutes(text: string): readonly Fact[] {
  const list = factList();
  let open: Open | undefined;
  let inherited: number | undefined;
  let hasLocal = false;
  for (const { number, text: whole } of readLines(text)) {
    const line = whole.slice(0, 400).trimEnd();
    const put = (destination: string, gateway: string | undefined, rest: string | undefined): void => {
      const port = gateway === undefined ? (connected.exec(rest ?? '')?.[1] ?? interfaceIn(rest)) : interfaceIn(rest);
      list.facts.push({ fact: 'route', line: number, destination, ...known('gateway', gateway), ...known('interface', port) });
    };
    const putPort = (destination: string, port: string | undefined): void => {
      list.facts.push({ fact: 'route', line: number, destination, ...known('interface', port) });
    };
    const putOwn = (address: string | undefined, port: string | undefined): void => {
      if (address !== undefined) list.facts.push({ fact: 'address', line: number, address, ...known('interface', port) });
    };
    hasLocal ||= localLegend.test(line);
    const length = subnetted.exec(line)?.[1];
    if (length !== undefined) inherited = Number(length);
    if (line === '' || legend.test(line) || heading.test(line)) continue;
    const hop = via.exec(line);
    const gateway = canonicalAddress(hop?.[1] ?? '');
    if (hop !== null && open !== undefined && gateway !== undefined) {
      put(open.destination, /attached|direct|local/.test(hop[2] ?? '') ? undefined : gateway, hop[2]);
      if (localHop.test(hop[2] ?? '') && aloneIn(open.destination) === gateway) putOwn(gateway, interfaceIn(hop[2]));
      continue;
    }
    if (open !== undefined && also.test(line)) {
      put(open.destination, undefined, line);
      continue;
    }
    const [, target = '', mask, rest = ''] = row.exec(line) ?? [];
    const destination = destinationOf(target, mask, inherited);
    if (destination === undefined) {
      list.skip(number, line, 'not a route');
      continue;
    }
    open = { destination };
    const next = told.exec(rest);
    if (next !== null) put(destination, canonicalAddress(next[1] ?? ''), next[2]);
    else if (connected.test(rest)) {
      put(destination, undefined, rest);
      if (hasLocal && localRow.test(line)) putOwn(aloneIn(destination), connected.exec(rest)?.[1]);
    } else if (byTunnel.test(rest)) putPort(destination, byTunnel.exec(rest)?.[1]);
  }
  return list.facts;
}
