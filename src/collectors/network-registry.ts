import type { Collector } from '../model/collector.ts';
import { aristaEosCollectors } from './arista-eos/registry.ts';
import { arubaCxCollectors } from './aruba-cx/registry.ts';
import { ciscoAsaCollectors } from './cisco-asa/registry.ts';
import { ciscoIosCollectors } from './cisco-ios/registry.ts';
import { ciscoNxosCollectors } from './cisco-nxos/registry.ts';
import { fortinetFortiosCollectors } from './fortinet-fortios/registry.ts';
import { hpComwareCollectors } from './hp-comware/registry.ts';
import { hpProcurveCollectors } from './hp-procurve/registry.ts';
import { juniperJunosCollectors } from './juniper-junos/registry.ts';
import { mikrotikRouterosCollectors } from './mikrotik-routeros/registry.ts';
import { paloaltoPanosCollectors } from './paloalto-panos/registry.ts';

/** Every command asked on the command line of a network device; never part of a script for a shell. */
export const networkCollectors: readonly Collector[] = [
  ...aristaEosCollectors,
  ...arubaCxCollectors,
  ...ciscoAsaCollectors,
  ...ciscoIosCollectors,
  ...ciscoNxosCollectors,
  ...fortinetFortiosCollectors,
  ...hpComwareCollectors,
  ...hpProcurveCollectors,
  ...juniperJunosCollectors,
  ...mikrotikRouterosCollectors,
  ...paloaltoPanosCollectors,
];
