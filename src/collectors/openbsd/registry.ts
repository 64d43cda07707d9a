import type { Collector } from '../../model/collector.ts';
import { openbsdArp } from './arp.ts';
import { openbsdIdentity } from './identity.ts';
import { openbsdIfconfig } from './ifconfig.ts';
import { openbsdNetstat } from './netstat.ts';
import { openbsdNetstatFstat } from './netstat-fstat.ts';
import { openbsdNetstatRoutes } from './netstat-routes.ts';
import { openbsdPs } from './ps.ts';
import { openbsdResolver } from './resolver.ts';
import { openbsdSystem } from './system.ts';

/** Alphabetical by id. */
export const openbsdCollectors: readonly Collector[] = [
  openbsdArp,
  openbsdIdentity,
  openbsdIfconfig,
  openbsdNetstat,
  openbsdNetstatFstat,
  openbsdNetstatRoutes,
  openbsdPs,
  openbsdResolver,
  openbsdSystem,
];
