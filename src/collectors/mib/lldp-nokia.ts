import type { MibReader } from './device-view.ts';
import { timetraLldpMib } from './lldp-shape.ts';
import { untoldOf } from './lldp-untold.ts';

/**
 * Neighbors of Nokia's routers (SR OS, TiMOS), whose agents leave the tables of LLDP-MIB empty and have their own
 * (TIMETRA-LLDP-MIB: tmnxLldpRemTable, tmnxLldpRemManAddrTable). One cable may be told of by several destination addresses.
 */
export const readLldpNokia: MibReader = (device) => untoldOf(device, timetraLldpMib);
