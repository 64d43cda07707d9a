import type { IdentityKind } from './identity-kind.ts';
import type { Located } from './located.ts';

export const inventorySources = [
  'aws',
  'azure',
  'gcp',
  'vmware',
  'libvirt',
  'proxmox',
  'kubernetes',
  'ansible',
  'netbox',
  'csv',
] as const;
export type InventorySource = (typeof inventorySources)[number];

/** A machine some inventory lists. It says that there is one, not what runs on it: nobody looked at it. */
export interface ListedHostFact extends Located {
  readonly fact: 'listed-host';
  readonly source: InventorySource;
  /** What the inventory knows it by, stable and unique in it: an instance id, a resource id, a UUID, a name. */
  readonly id: string;
  readonly kind?: 'server' | 'network-device' | 'virtual-address';
  /** The first is the one to show. */
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  readonly macs: readonly string[];
  readonly identity?: readonly { readonly kind: IdentityKind; readonly value: string }[];
  readonly osName?: string;
  readonly osVersion?: string;
  /** As the inventory says it, lower case: `running`, `stopped`. */
  readonly state?: string;
  /** Tags, labels, and where it is (`region`, `zone`, `rack`, `site`, `subnet`), as text. Never a secret. */
  readonly tags: Readonly<Record<string, string>>;
  /** Id or name of the hypervisor or node it runs on, in the same inventory. */
  readonly runsOn?: string;
}

/** A service some inventory lists: a managed database, a load balancer, a cluster's service. */
export interface ListedServiceFact extends Located {
  readonly fact: 'listed-service';
  readonly source: InventorySource;
  readonly id: string;
  readonly kind: 'database' | 'cache' | 'queue' | 'load-balancer' | 'cluster-service' | 'other';
  readonly name: string;
  /** `postgres`, `mysql`, `redis`, `application load balancer`. */
  readonly software?: string;
  readonly version?: string;
  /** Names and addresses it is called by. */
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  readonly endpoints: readonly { readonly protocol: 'tcp' | 'udp'; readonly port: number }[];
  /** Who answers behind it: an id in the same inventory or an address, and the port there. */
  readonly members?: readonly {
    readonly id?: string;
    readonly address?: string;
    readonly port?: number;
    /** The port of `endpoints` it answers for. */
    readonly listen?: number;
    readonly healthy?: boolean;
    /** Where it may differ from that of the first of `endpoints`. */
    readonly protocol?: 'tcp' | 'udp';
  }[];
  readonly tags: Readonly<Record<string, string>>;
}
