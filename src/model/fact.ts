/**
 * Facts: what one raw output says, line by line, and nothing more. Absent means not known.
 * The JSON shape is fixed in the documentation of `map parse`; fields may be added.
 */

/** Socket states in one spelling for every tool. `unconnected` is UDP's "UNCONN"; `bound` has a local end only. */
export const socketStates = [
  'listen',
  'syn-sent',
  'syn-recv',
  'established',
  'fin-wait-1',
  'fin-wait-2',
  'close-wait',
  'closing',
  'last-ack',
  'time-wait',
  'closed',
  'bound',
  'unconnected',
] as const;
export type SocketState = (typeof socketStates)[number];

export interface Endpoint {
  /** Canonical (RFC 5952), v4-mapped written as IPv4, `*` for any address of both families. */
  readonly address?: string;
  readonly port?: number;
  /** The port as printed, where it is a name nobody can turn into a number. */
  readonly portName?: string;
}

export interface ProcessRef {
  readonly pid?: number;
  readonly name?: string;
  readonly user?: string;
}

interface Located {
  /** 1-based line of the raw output the fact begins on. */
  readonly line?: number;
}

export interface SocketFact extends Located {
  readonly fact: 'socket';
  readonly protocol: 'tcp' | 'udp' | 'sctp' | 'dccp';
  readonly state?: SocketState;
  readonly local: Endpoint;
  readonly remote?: Endpoint;
  readonly processes: readonly ProcessRef[];
  /** Zone of a link-local address (`%eth0`). */
  readonly interface?: string;
  readonly inode?: number;
  readonly uid?: number;
  /** Control group path (cgroups(7)) of the socket. */
  readonly cgroup?: string;
  readonly bytesSent?: number;
  readonly bytesReceived?: number;
  readonly rttMs?: number;
  /** The tool cut the address short, so it is left out. */
  readonly truncated?: true;
  /** Network namespace it is in, where that is not the one of the login: see `NamespaceFact`. */
  readonly netns?: number;
}

export interface NeighborFact extends Located {
  readonly fact: 'neighbor';
  /** Absent where the tool printed a name in its place. */
  readonly address?: string;
  readonly name?: string;
  readonly mac?: string;
  readonly interface?: string;
  readonly state?: string;
}

export interface InterfaceFact extends Located {
  readonly fact: 'interface';
  readonly name: string;
  readonly index?: number;
  readonly mac?: string;
  readonly mtu?: number;
  readonly up?: boolean;
  /** `loopback`, `ether`, `bridge`, `veth`, … as the system says it. */
  readonly kind?: string;
}

export interface AddressFact extends Located {
  readonly fact: 'address';
  readonly address: string;
  readonly prefix?: number;
  readonly interface?: string;
  /** As in `SocketFact`: an address of a container, not of the host. */
  readonly netns?: number;
}

export interface RouteFact extends Located {
  readonly fact: 'route';
  /**
   * Prefix in CIDR form; `0.0.0.0/0` and `::/0` for the default route. An address without a length where the tool does
   * not print it (networks of HP-UX and Solaris).
   */
  readonly destination: string;
  readonly gateway?: string;
  readonly interface?: string;
  readonly metric?: number;
}

export interface ProcessFact extends Located {
  readonly fact: 'process';
  readonly pid: number;
  readonly ppid?: number;
  readonly user?: string;
  readonly name?: string;
  readonly args?: string;
}

export interface CgroupFact extends Located {
  readonly fact: 'cgroup';
  readonly pid: number;
  readonly path: string;
}

export interface UnitFact extends Located {
  readonly fact: 'unit';
  /** `postgresql@15-main.service` */
  readonly name: string;
  readonly active?: string;
  readonly description?: string;
  readonly mainPid?: number;
}

export interface SystemFact extends Located {
  readonly fact: 'system';
  readonly name?: string;
  readonly description?: string;
  readonly objectId?: string;
  readonly osName?: string;
  readonly osVersion?: string;
  readonly kernel?: string;
  readonly architecture?: string;
}

/** One value that helps to tell this host from every other. */
export interface IdentityFact extends Located {
  readonly fact: 'identity';
  readonly kind: 'machine-id' | 'smbios-uuid' | 'smbios-serial' | 'boot-id' | 'host-key';
  readonly value: string;
}

export interface ResolverFact extends Located {
  readonly fact: 'resolver';
  readonly nameservers: readonly string[];
  readonly search: readonly string[];
}

/** A process and the network namespace it is in (network_namespaces(7)). */
export interface NamespaceFact extends Located {
  readonly fact: 'namespace';
  readonly pid: number;
  /** Number that is the same for processes of one namespace of this host, and different for others. Says nothing elsewhere or later. */
  readonly netns: number;
}

/** A process holds a socket (`/proc/PID/fd`, proc(5)): for tables that show an inode and no process. */
export interface DescriptorFact extends Located {
  readonly fact: 'descriptor';
  readonly pid: number;
  readonly inode: number;
}

export interface PublishedPort {
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  /** Absent where it is published on every address. */
  readonly hostAddress?: string;
  readonly hostPort: number;
  /** Port inside. */
  readonly port: number;
}

export interface ContainerFact extends Located {
  readonly fact: 'container';
  readonly runtime: 'docker' | 'podman' | 'containerd' | 'cri-o' | 'lxc' | 'incus' | 'nspawn' | 'openvz';
  /** Full id where the runtime has ids (64 hexadecimal digits); as long as it was printed. */
  readonly id?: string;
  readonly name?: string;
  readonly image?: string;
  /** As the runtime says it, lower case: `running`, `exited`. */
  readonly state?: string;
  /** Main process, as the host numbers it. */
  readonly pid?: number;
  readonly addresses?: readonly string[];
  readonly networks?: readonly string[];
  readonly ports?: readonly PublishedPort[];
  /** Kubernetes: the pod it is of, that pod's namespace, and what runs the pod (`Deployment/shop`). */
  readonly pod?: string;
  readonly namespace?: string;
  readonly workload?: string;
  /** Project and service of a composition (`com.docker.compose.*` labels and their like). */
  readonly project?: string;
  readonly service?: string;
  /** User it runs as without root (rootless). */
  readonly user?: string;
}

/** A machine that runs on this one. */
export interface GuestFact extends Located {
  readonly fact: 'guest';
  readonly hypervisor: 'libvirt' | 'proxmox' | 'hyper-v' | 'xen' | 'bhyve' | 'vmm' | 'zone' | 'ldom' | 'wpar' | 'lpar' | 'jail';
  readonly name: string;
  readonly id?: string;
  readonly uuid?: string;
  readonly state?: string;
  readonly macs?: readonly string[];
  readonly addresses?: readonly string[];
}

/** One address and port that the host turns into another: NAT rules, published ports, virtual servers. */
export interface TranslationFact extends Located {
  readonly fact: 'translation';
  readonly kind: 'dnat' | 'snat' | 'masquerade' | 'virtual-server';
  readonly protocol?: 'tcp' | 'udp' | 'sctp';
  /** What callers use; of `snat` and `masquerade`, who is hidden (a prefix in CIDR form where it is more than one). */
  readonly original: Endpoint;
  /** What it becomes; of `masquerade` nothing, it is the address of the way out. */
  readonly translated?: Endpoint;
  /** Interface the rule is bound to. */
  readonly interface?: string;
  /** Weight of a real server behind a virtual one; 0 takes no new connections. */
  readonly weight?: number;
  /** Service it belongs to, where a comment or a configuration names one: `shop/web:http` of Kubernetes. */
  readonly name?: string;
}

/** One connection as the kernel tracks it (conntrack(8)): before and after translation. */
export interface TrackedFact extends Located {
  readonly fact: 'tracked';
  readonly protocol: 'tcp' | 'udp' | 'sctp' | 'dccp';
  readonly state?: SocketState;
  /** From the client's side: who asked whom, as the packets came in. */
  readonly source: Endpoint;
  readonly destination: Endpoint;
  /** The answer's side: source is the real server, destination what the server takes for the client. */
  readonly replySource: Endpoint;
  readonly replyDestination: Endpoint;
  /** Nothing ever came back. */
  readonly unreplied?: true;
  readonly bytes?: number;
}

/** An address that moves between hosts (VRRP, RFC 9568; keepalived.conf(5); CARP). */
export interface VirtualAddressFact extends Located {
  readonly fact: 'virtual-address';
  readonly address: string;
  readonly prefix?: number;
  readonly interface?: string;
  readonly protocol: 'vrrp' | 'carp' | 'hsrp' | 'cluster';
  readonly group?: number;
  /** As configured or as it is: `master`, `backup`. */
  readonly state?: string;
}

/** A line of hosts(5) or its like: a name that means an address on this host. */
export interface HostNameFact extends Located {
  readonly fact: 'host-name';
  readonly address: string;
  readonly names: readonly string[];
}

/** What a configured dependency is for. */
export const referenceKinds = [
  'mount',
  'name-service',
  'time',
  'syslog',
  'proxy',
  'upstream',
  'database',
  'queue',
  'cache',
  'directory',
  'mail',
  'storage',
  'web',
  'monitoring',
  'backup',
  'update',
  'other',
] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

/** Who wrote a reference down. */
export interface ReferenceOwner {
  /** A running process whose arguments or environment it stands in. */
  readonly pid?: number;
  /** systemd unit, timer or job. */
  readonly unit?: string;
  /** Program the file belongs to: `haproxy`, `nginx`. */
  readonly program?: string;
}

/** Another machine that something on this one is configured to use, whether or not it ever was seen doing so. */
export interface ReferenceFact extends Located {
  readonly fact: 'reference';
  readonly kind: ReferenceKind;
  /** Address or name as written, canonical where it is an address. Never this host's own loopback. */
  readonly host: string;
  readonly port?: number;
  readonly protocol?: 'tcp' | 'udp';
  /** `postgresql`, `amqps`, `nfs`: as written or as the place implies. */
  readonly scheme?: string;
  /** Path of the file, or `arguments`, `environment` of a process. */
  readonly source: string;
  readonly owner?: ReferenceOwner;
  /** Of an upstream: where callers of it come in. */
  readonly listen?: Endpoint;
  /** Name of the pool, share, database or queue; never a secret. */
  readonly name?: string;
}

/** A line that could not be read; the rest of the output is kept. */
export interface SkippedFact extends Located {
  readonly fact: 'skipped';
  readonly line: number;
  /** At most 200 characters of the line. */
  readonly text: string;
  readonly reason: string;
  /** How many lines this one stands for, where an output has more of them than are kept one by one. */
  readonly count?: number;
}

export type Fact =
  | SocketFact
  | NeighborFact
  | InterfaceFact
  | AddressFact
  | RouteFact
  | ProcessFact
  | CgroupFact
  | UnitFact
  | SystemFact
  | IdentityFact
  | ResolverFact
  | NamespaceFact
  | DescriptorFact
  | ContainerFact
  | GuestFact
  | TranslationFact
  | TrackedFact
  | VirtualAddressFact
  | HostNameFact
  | ReferenceFact
  | SkippedFact;
