import type { Collector } from '../../model/collector.ts';
import { aixArp } from './arp.ts';
import { aixIdentity } from './identity.ts';
import { aixIfconfig } from './ifconfig.ts';
import { aixNetstat } from './netstat.ts';
import { aixNetstatLsof } from './netstat-lsof.ts';
import { aixNetstatRoutes } from './netstat-routes.ts';
import { aixPs } from './ps.ts';
import { aixResolver } from './resolver.ts';
import { aixSubsystems } from './subsystems.ts';
import { aixSystem } from './system.ts';

/** Alphabetical by id. */
export const aixCollectors: readonly Collector[] = [
  aixArp,
  aixIdentity,
  aixIfconfig,
  aixNetstat,
  aixNetstatLsof,
  aixNetstatRoutes,
  aixPs,
  aixResolver,
  aixSubsystems,
  aixSystem,
];
