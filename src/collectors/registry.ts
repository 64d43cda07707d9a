import type { Collector } from '../model/collector.ts';
import { aixCollectors } from './aix/registry.ts';
import { darwinCollectors } from './darwin/registry.ts';
import { freebsdCollectors } from './freebsd/registry.ts';
import { hpuxCollectors } from './hpux/registry.ts';
import { linuxCollectors } from './linux/registry.ts';
import { netbsdCollectors } from './netbsd/registry.ts';
import { openbsdCollectors } from './openbsd/registry.ts';
import { sunosCollectors } from './sunos/registry.ts';
import { windowsCollectors } from './windows/registry.ts';

/** Every collector there is, by id. The order says nothing: within a group `rank` decides. */
export const collectors: readonly Collector[] = [
  ...aixCollectors,
  ...darwinCollectors,
  ...freebsdCollectors,
  ...hpuxCollectors,
  ...linuxCollectors,
  ...netbsdCollectors,
  ...openbsdCollectors,
  ...sunosCollectors,
  ...windowsCollectors,
];
