import type { Collector } from '../../model/collector.ts';
import { sunosArp } from './arp.ts';
import { sunosIdentity } from './identity.ts';
import { sunosIfconfig } from './ifconfig.ts';
import { sunosIpadm } from './ipadm.ts';
import { sunosNetstat } from './netstat.ts';
import { sunosNetstatLsof } from './netstat-lsof.ts';
import { sunosNetstatRoutes } from './netstat-routes.ts';
import { sunosNetstatUsers } from './netstat-users.ts';
import { sunosPs } from './ps.ts';
import { sunosResolver } from './resolver.ts';
import { sunosServices } from './services.ts';
import { sunosSystem } from './system.ts';

/** Alphabetical by id. */
export const sunosCollectors: readonly Collector[] = [
  sunosArp,
  sunosIdentity,
  sunosIfconfig,
  sunosIpadm,
  sunosNetstat,
  sunosNetstatLsof,
  sunosNetstatRoutes,
  sunosNetstatUsers,
  sunosPs,
  sunosResolver,
  sunosServices,
  sunosSystem,
];
