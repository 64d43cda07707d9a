import type { Collector } from '../../model/collector.ts';
import { darwinArp } from './arp.ts';
import { darwinIdentity } from './identity.ts';
import { darwinIfconfig } from './ifconfig.ts';
import { darwinLsof } from './lsof.ts';
import { darwinNetstat } from './netstat.ts';
import { darwinNetstatRoutes } from './netstat-routes.ts';
import { darwinPs } from './ps.ts';
import { darwinResolver } from './resolver.ts';
import { darwinSystem } from './system.ts';

/** Alphabetical by id. */
export const darwinCollectors: readonly Collector[] = [
  darwinArp,
  darwinIdentity,
  darwinIfconfig,
  darwinLsof,
  darwinNetstat,
  darwinNetstatRoutes,
  darwinPs,
  darwinResolver,
  darwinSystem,
];
