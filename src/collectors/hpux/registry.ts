import type { Collector } from '../../model/collector.ts';
import { hpuxArp } from './arp.ts';
import { hpuxIdentity } from './identity.ts';
import { hpuxIfconfig } from './ifconfig.ts';
import { hpuxNetstat } from './netstat.ts';
import { hpuxNetstatInterfaces } from './netstat-interfaces.ts';
import { hpuxNetstatLsof } from './netstat-lsof.ts';
import { hpuxNetstatRoutes } from './netstat-routes.ts';
import { hpuxPs } from './ps.ts';
import { hpuxResolver } from './resolver.ts';
import { hpuxSystem } from './system.ts';

/** Alphabetical by id. */
export const hpuxCollectors: readonly Collector[] = [
  hpuxArp,
  hpuxIdentity,
  hpuxIfconfig,
  hpuxNetstat,
  hpuxNetstatInterfaces,
  hpuxNetstatLsof,
  hpuxNetstatRoutes,
  hpuxPs,
  hpuxResolver,
  hpuxSystem,
];
