import type { MibReader } from './device-view.ts';
import { lldpV2Mib } from './lldp-shape.ts';
import { lldpSystem } from './lldp-system.ts';
import { untoldByMib } from './lldp-untold.ts';

/**
 * The same of LLDP-V2-MIB (IEEE 802.1AB-2009, annex 11). Several destination addresses are one cable, and so is what the
 * older MIB told already.
 */
export const readLldpV2: MibReader = (device) => [...lldpSystem(device, lldpV2Mib), ...untoldByMib(device)];
