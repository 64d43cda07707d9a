import type { Located } from './located.ts';

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
