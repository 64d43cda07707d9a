/** Where the two LLDP MIBs keep the same things. */
export interface LldpShape {
  /** lldpLocalSystemData: chassis subtype (1), chassis (2), name (3), description (4), capabilities (5, 6), ports (7). */
  readonly local: string;
  /** Entry of the table of neighbors. */
  readonly remotes: string;
  /** Column of the chassis subtype there; the others follow in the same order. */
  readonly firstColumn: number;
  /** Column of a management address that is always told; addresses themselves stand in the index. */
  readonly addresses: readonly string[];
  /** The neighbor an index begins with, and how many of its parts that takes; undefined where it is cut. */
  readonly keyOf: (parts: readonly number[], mark: boolean) => LldpKey | undefined;
}

export interface LldpKey {
  /** lldpRemLocalPortNum, or the ifIndex in the newer MIB. */
  readonly port: number;
  /** Names the neighbor among all of this device. */
  readonly neighbor: string;
  readonly length: number;
}

/** `parts` without the time mark: the port is the first, the number of the neighbor the last of `width`. */
function keyAfter(parts: readonly number[], start: number, width: number): LldpKey | undefined {
  const [port, last] = [parts[start], parts[start + width - 1]];
  return port === undefined || last === undefined ? undefined : { port, neighbor: `${port}.${last}`, length: start + width };
}

/** LLDP-MIB (IEEE 802.1AB-2005): index lldpRemTimeMark, lldpRemLocalPortNum, lldpRemIndex. */
export const lldpMib: LldpShape = {
  local: '1.0.8802.1.1.2.1.3',
  remotes: '1.0.8802.1.1.2.1.4.1.1',
  firstColumn: 4,
  addresses: ['1.0.8802.1.1.2.1.4.2.1.3', '1.0.8802.1.1.2.1.4.2.1.4', '1.0.8802.1.1.2.1.4.2.1.5'],
  keyOf: (parts, mark) => keyAfter(parts, mark ? 1 : 0, 2),
};

/** LLDP-V2-MIB (IEEE 802.1AB-2009): index time mark, ifIndex, destination MAC, neighbor. */
export const lldpV2Mib: LldpShape = {
  local: '1.3.111.2.802.1.1.13.1.3',
  remotes: '1.3.111.2.802.1.1.13.1.4.1.1',
  firstColumn: 5,
  addresses: ['1.3.111.2.802.1.1.13.1.4.2.1.3', '1.3.111.2.802.1.1.13.1.4.2.1.4', '1.3.111.2.802.1.1.13.1.4.2.1.5'],
  keyOf: (parts, mark) => keyAfter(parts, mark ? 1 : 0, 3),
};

/** TIMETRA-LLDP-MIB of Nokia: index time mark, ifIndex, destination MAC, neighbor, as in the newer standard. */
export const timetraLldpMib: LldpShape = {
  local: '1.3.6.1.4.1.6527.3.1.2.59.3',
  remotes: '1.3.6.1.4.1.6527.3.1.2.59.4.1.1',
  firstColumn: 4,
  addresses: ['1.3.6.1.4.1.6527.3.1.2.59.4.2.1.3', '1.3.6.1.4.1.6527.3.1.2.59.4.2.1.4', '1.3.6.1.4.1.6527.3.1.2.59.4.2.1.5'],
  keyOf: (parts, mark) => keyAfter(parts, mark ? 1 : 0, 3),
};
