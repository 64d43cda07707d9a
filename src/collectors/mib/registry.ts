import { readAddresses } from './addresses.ts';
import type { MibReader } from './device-view.ts';
import { readHardware } from './hardware.ts';
import { readInterfaces } from './interfaces.ts';
import { readNeighbors } from './neighbors.ts';
import { readProcesses } from './processes.ts';
import { readRoutes } from './routes.ts';
import { readEngineId, readSystem } from './system.ts';
import { readTcp } from './tcp.ts';
import { readUdp } from './udp.ts';

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
];
