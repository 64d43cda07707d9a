import type { Collector } from '../../model/collector.ts';
import { netbsdArp } from './arp.ts';
import { netbsdIdentity } from './identity.ts';
import { netbsdIfconfig } from './ifconfig.ts';
import { netbsdNetstat } from './netstat.ts';
import { netbsdNetstatFstat } from './netstat-fstat.ts';
import { netbsdNetstatRoutes } from './netstat-routes.ts';
import { netbsdPs } from './ps.ts';
import { netbsdResolver } from './resolver.ts';
import { netbsdSystem } from './system.ts';

/** Alphabetical by id. */
export const netbsdCollectors: readonly Collector[] = [
  netbsdArp,
  netbsdIdentity,
  netbsdIfconfig,
  netbsdNetstat,
  netbsdNetstatFstat,
  netbsdNetstatRoutes,
  netbsdPs,
  netbsdResolver,
  netbsdSystem,
];
