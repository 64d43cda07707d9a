import { readAddresses } from './addresses.ts';
import { readBgp } from './bgp.ts';
import { readBridge } from './bridge.ts';
import { readBridgeFdb } from './bridge-fdb.ts';
import { readCdp } from './cdp.ts';
import type { MibReader } from './device-view.ts';
import { readHardware } from './hardware.ts';
import { readHsrp } from './hsrp.ts';
import { readInterfaces } from './interfaces.ts';
import { readIsis } from './isis.ts';
import { readAggregates } from './lag.ts';
import { readLldp } from './lldp.ts';
import { readLldpNokia } from './lldp-nokia.ts';
import { readLldpTplink } from './lldp-tplink.ts';
import { readLldpV2 } from './lldp-v2.ts';
import { readNeighbors } from './neighbors.ts';
import { readOspf } from './ospf.ts';
import { readOspfV3 } from './ospf-v3.ts';
import { readProcesses } from './processes.ts';
import { readQBridgeFdb } from './q-bridge-fdb.ts';
import { readRoutes } from './routes.ts';
import { readStp } from './stp.ts';
import { readEngineId, readSystem } from './system.ts';
import { readTcp } from './tcp.ts';
import { readUdp } from './udp.ts';
import { readVlans } from './vlan.ts';
import { readVrrp, readVrrpV3 } from './vrrp.ts';

/** Every MIB that is read, in the order of their facts. */
export const mibReaders: readonly MibReader[] = [
  readSystem,
  readEngineId,
  readHardware,
  readInterfaces,
  readAddresses,
  readNeighbors,
  readRoutes,
  readTcp,
  readUdp,
  readProcesses,
  readLldp,
  readLldpV2,
  readLldpNokia,
  readLldpTplink,
  readCdp,
  readAggregates,
  readVlans,
  readBridge,
  readStp,
  readBridgeFdb,
  readQBridgeFdb,
  readOspf,
  readOspfV3,
  readIsis,
  readBgp,
  readVrrp,
  readVrrpV3,
  readHsrp,
];
