import type { Collector } from '../model/collector.ts';
import { darwinCollectors } from './darwin/registry.ts';
import { linuxCollectors } from './linux/registry.ts';

/** Every collector there is, by id. The order says nothing: within a group `rank` decides. */
export const collectors: readonly Collector[] = [...darwinCollectors, ...linuxCollectors];
