import type { Collector } from '../../model/collector.ts';
import { freebsdArp } from './arp.ts';
import { freebsdIdentity } from './identity.ts';
import { freebsdIfconfig } from './ifconfig.ts';
import { freebsdNetstat } from './netstat.ts';
import { freebsdNetstatRoutes } from './netstat-routes.ts';
import { freebsdPs } from './ps.ts';
import { freebsdResolver } from './resolver.ts';
import { freebsdSockstat } from './sockstat.ts';
import { freebsdSockstatPlain } from './sockstat-plain.ts';
import { freebsdSystem } from './system.ts';

/** Alphabetical by id. */
export const freebsdCollectors: readonly Collector[] = [
  freebsdArp,
  freebsdIdentity,
  freebsdIfconfig,
  freebsdNetstat,
  freebsdNetstatRoutes,
  freebsdPs,
  freebsdResolver,
  freebsdSockstat,
  freebsdSockstatPlain,
  freebsdSystem,
];
