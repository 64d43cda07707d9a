import type { NeighborFact } from '../../model/fact.ts';
import { readAddress } from '../../text/address.ts';
import { canonicalMac } from '../../text/mac.ts';

/** One neighbor as a tool printed it. */
export interface NeighborEntry {
  /** An address, or the name the tool made of it. */
  readonly address: string;
  readonly mac: string | undefined;
  readonly device: string | undefined;
  readonly state: string | undefined;
}

const hostName = /^(?![\d.]+$)[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}$/;

/** The entry as a fact; a name in place of the address stays a name. Undefined where it is neither. */
export function neighborFact({ address, mac, device, state }: NeighborEntry, line: number): NeighborFact | undefined {
  const read = readAddress(address);
  if (read === undefined && !hostName.test(address)) return undefined;
  const hardware = canonicalMac(mac ?? '');
  const interfaceName = device ?? read?.zone;
  return {
    fact: 'neighbor',
    line,
    ...(read === undefined ? { name: address } : { address: read.address }),
    ...(hardware === undefined ? {} : { mac: hardware }),
    ...(interfaceName === undefined ? {} : { interface: interfaceName }),
    ...(state === undefined ? {} : { state }),
  };
}
