import type { Collector } from '../model/collector.ts';
import { darwinArp } from './darwin/arp.ts';
import { darwinIdentity } from './darwin/identity.ts';
import { darwinIfconfig } from './darwin/ifconfig.ts';
import { darwinLsof } from './darwin/lsof.ts';
import { darwinNetstat } from './darwin/netstat.ts';
import { darwinNetstatRoutes } from './darwin/netstat-routes.ts';
import { darwinPs } from './darwin/ps.ts';
import { darwinResolver } from './darwin/resolver.ts';
import { darwinSystem } from './darwin/system.ts';
import { linuxArp } from './linux/arp.ts';
import { linuxCgroups } from './linux/cgroups.ts';
import { linuxDmi } from './linux/dmi.ts';
import { linuxIdentity } from './linux/identity.ts';
import { linuxIfconfig } from './linux/ifconfig.ts';
import { linuxIpAddr } from './linux/ip-addr.ts';
import { linuxIpAddrJson } from './linux/ip-addr-json.ts';
import { linuxIpNeigh } from './linux/ip-neigh.ts';
import { linuxIpNeighJson } from './linux/ip-neigh-json.ts';
import { linuxIpRoute } from './linux/ip-route.ts';
import { linuxIpRouteJson } from './linux/ip-route-json.ts';
import { linuxNetstat } from './linux/netstat.ts';
import { linuxNetstatPlain } from './linux/netstat-plain.ts';
import { linuxProcArp } from './linux/proc-arp.ts';
import { linuxProcNet } from './linux/proc-net.ts';
import { linuxProcRoute } from './linux/proc-route.ts';
import { linuxPs } from './linux/ps.ts';
import { linuxPsPlain } from './linux/ps-plain.ts';
import { linuxResolver } from './linux/resolver.ts';
import { linuxSs } from './linux/ss.ts';
import { linuxSsPlain } from './linux/ss-plain.ts';
import { linuxSystem } from './linux/system.ts';
import { linuxUnits } from './linux/units.ts';

/** Every collector there is, by id. The order says nothing: within a group `rank` decides. */
export const collectors: readonly Collector[] = [
  darwinArp,
  darwinIdentity,
  darwinIfconfig,
  darwinLsof,
  darwinNetstat,
  darwinNetstatRoutes,
  darwinPs,
  darwinResolver,
  darwinSystem,
  linuxArp,
  linuxCgroups,
  linuxDmi,
  linuxIdentity,
  linuxIfconfig,
  linuxIpAddr,
  linuxIpAddrJson,
  linuxIpNeigh,
  linuxIpNeighJson,
  linuxIpRoute,
  linuxIpRouteJson,
  linuxNetstat,
  linuxNetstatPlain,
  linuxProcArp,
  linuxProcNet,
  linuxProcRoute,
  linuxPs,
  linuxPsPlain,
  linuxResolver,
  linuxSs,
  linuxSsPlain,
  linuxSystem,
  linuxUnits,
];
