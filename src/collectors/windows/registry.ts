import type { Collector } from '../../model/collector.ts';
import { windowsAddresses } from './addresses.ts';
import { windowsArp } from './arp.ts';
import { windowsGetProcess } from './get-process.ts';
import { windowsHosts } from './hosts.ts';
import { windowsIdentity } from './identity.ts';
import { windowsIpconfig } from './ipconfig.ts';
import { windowsNeighbors } from './neighbors.ts';
import { windowsNetstat } from './netstat.ts';
import { windowsProcesses } from './processes.ts';
import { windowsResolver } from './resolver.ts';
import { windowsRoutePrint } from './route-print.ts';
import { windowsRoutes } from './routes.ts';
import { windowsServices } from './services.ts';
import { windowsSockets } from './sockets.ts';
import { windowsSystem } from './system.ts';
import { windowsSystemRegistry } from './system-registry.ts';

/** Alphabetical by id. */
export const windowsCollectors: readonly Collector[] = [
  windowsAddresses,
  windowsArp,
  windowsGetProcess,
  windowsHosts,
  windowsIdentity,
  windowsIpconfig,
  windowsNeighbors,
  windowsNetstat,
  windowsProcesses,
  windowsResolver,
  windowsRoutePrint,
  windowsRoutes,
  windowsServices,
  windowsSockets,
  windowsSystem,
  windowsSystemRegistry,
];
