import type { RecordedHost, RecordedSection } from '../transports/replay/replay-script.ts';
import type { Machine } from './estate/machine.ts';
import { renderDocker, renderNamespaceAddresses, renderNamespaceSockets, renderNamespaces } from './render/containers.ts';
import { renderIpAddress, renderIpAddressJson } from './render/ip-address.ts';
import { renderIpNeighbor, renderIpNeighborJson } from './render/ip-neighbor.ts';
import { renderIpRoute, renderIpRouteJson } from './render/ip-route.ts';
import { renderNetstat } from './render/netstat.ts';
import { renderCgroups, renderPlainPs, renderPs, renderUnits } from './render/processes.ts';
import { renderPlainSs, renderSs } from './render/ss.ts';
import { renderDmi, renderIdentity, renderResolver, renderSystem } from './render/system.ts';

type Sections = Readonly<Record<string, RecordedSection>>;

const printed = (stdout: string): RecordedSection => ({ stdout, exitCode: 0 });
const refused = (stderr: string, exitCode = 1): RecordedSection => ({ stdout: '', stderr, exitCode });

/** What every flavour answers, in its own words. */
function common(machine: Machine): Sections {
  const { host } = machine;
  return {
    'linux.system': printed(renderSystem(host)),
    'linux.identity': printed(renderIdentity(host)),
    // grep says 2 where a file may not be read.
    'linux.dmi': host.rights === 'sudo' && host.flavour !== 'busybox' ? printed(renderDmi(host)) : { stdout: '', exitCode: 2 },
    'linux.cgroups': printed(renderCgroups(machine)),
    'linux.resolver': printed(renderResolver()),
  };
}

function debian(machine: Machine, seesUsers: boolean): Sections {
  return {
    'linux.ip-addr-json': printed(renderIpAddressJson(machine.host)),
    'linux.ip-route-json': printed(renderIpRouteJson(machine.host)),
    'linux.ip-neigh-json': printed(renderIpNeighborJson(machine)),
    'linux.ss': printed(renderSs(machine, seesUsers)),
    'linux.ps': printed(renderPs(machine)),
    'linux.units': printed(renderUnits(machine)),
  };
}

function centos(machine: Machine, seesUsers: boolean): Sections {
  const noJson = refused('Option "-j" is unknown, try "ip -help".\n', 255);
  return {
    'linux.ip-addr-json': noJson,
    'linux.ip-route-json': noJson,
    'linux.ip-neigh-json': noJson,
    'linux.ip-addr': printed(renderIpAddress(machine.host)),
    'linux.ip-route': printed(renderIpRoute(machine.host)),
    'linux.ip-neigh': printed(renderIpNeighbor(machine)),
    'linux.ss': refused("ss: invalid option -- 'O'\nUsage: ss [ OPTIONS ]\n", 255),
    'linux.ss-plain': printed(renderPlainSs(machine, seesUsers)),
    'linux.ps': printed(renderPs(machine)),
    'linux.units': printed(renderUnits(machine)),
  };
}

function busybox(machine: Machine, seesUsers: boolean): Sections {
  const noJson = refused('ip: unrecognized option: j\nBusyBox v1.33.1 multi-call binary.\n');
  return {
    'linux.ip-addr-json': noJson,
    'linux.ip-route-json': noJson,
    'linux.ip-neigh-json': noJson,
    'linux.ip-addr': printed(renderIpAddress(machine.host)),
    'linux.ip-route': printed(renderIpRoute(machine.host)),
    'linux.ip-neigh': printed(renderIpNeighbor(machine)),
    'linux.netstat': printed(renderNetstat(machine, seesUsers)),
    'linux.ps': refused("ps: bad -o argument 'pid:10', supported arguments: user,group,comm,args,pid,ppid,pgid,tty,vsz\n"),
    'linux.ps-plain': printed(renderPlainPs(machine)),
  };
}

/** What the kernel and docker say of containers, where there are any. */
function containers(machine: Machine): Sections {
  if (machine.host.programs.every(({ container }) => container === undefined)) return {};
  return {
    'linux.docker': printed(renderDocker(machine)),
    'linux.namespaces': printed(renderNamespaces(machine)),
    'linux.namespace-sockets': printed(renderNamespaceSockets(machine)),
    'linux.namespace-addresses': printed(renderNamespaceAddresses(machine)),
  };
}

const flavours = { debian, centos, busybox };

/** Everything a machine of the estate answers to the collection script. */
export function recordHost(machine: Machine): RecordedHost {
  const { host, ownConnection } = machine;
  const sudo = host.rights === 'sudo';
  const configured = Object.entries(host.files ?? {}).map(([id, text]) => [id, printed(text)] as const);
  const sections = {
    ...common(machine),
    ...flavours[host.flavour](machine, sudo),
    ...containers(machine),
    ...Object.fromEntries(configured),
  };
  return { uname: 'Linux', uid: 1001, user: 'map', sudo, connection: ownConnection, sections: new Map(Object.entries(sections)) };
}
