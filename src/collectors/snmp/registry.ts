import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { addresses } from './addresses.ts';
import { bgp } from './bgp.ts';
import { bridge } from './bridge.ts';
import { cdp } from './cdp.ts';
import { hardware } from './hardware.ts';
import { interfaces } from './interfaces.ts';
import { isis } from './isis.ts';
import { lag } from './lag.ts';
import { lldp } from './lldp.ts';
import { lldpNokia } from './lldp-nokia.ts';
import { lldpTplink } from './lldp-tplink.ts';
import { lldpV2 } from './lldp-v2.ts';
import { neighbors } from './neighbors.ts';
import { ospf } from './ospf.ts';
import { processes } from './processes.ts';
import { qBridge } from './q-bridge.ts';
import { routes } from './routes.ts';
import { sockets } from './sockets.ts';
import { system } from './system.ts';
import { vlans } from './vlans.ts';
import { vrrp } from './vrrp.ts';

/**
 * What an agent is asked, in this order: where a deadline ends a visit, who the device is and where it is plugged in have
 * been told before the long tables.
 */
export const snmpCollectors: readonly SnmpCollector[] = [
  system,
  interfaces,
  addresses,
  sockets,
  processes,
  lldp,
  lldpV2,
  lldpNokia,
  lldpTplink,
  cdp,
  lag,
  vlans,
  neighbors,
  bridge,
  qBridge,
  ospf,
  isis,
  bgp,
  vrrp,
  hardware,
  routes,
];
