/** A table or group to walk. */
export interface SnmpTable {
  /** For `map access`: `IF-MIB ifTable`. */
  readonly title: string;
  /** Columns or subtrees, numbers without a dot in front, asked together. */
  readonly subtrees: readonly string[];
  /** Asked only where nothing of this subtree of the same collector answered: an older table that tells the same. */
  readonly unless?: string;
}

/**
 * What to ask an SNMP agent: data, published by `map access`. The answer is kept as snmprec text (`oid|tag|value`, one
 * object a line), and all answers of a device are read together, because tables refer to each other.
 */
export interface SnmpCollector {
  /** `snmp.interfaces`. In a context the section is `snmp.bridge@vlan-20`. */
  readonly id: string;
  readonly tables: readonly SnmpTable[];
  /** Asked again in the context of each VLAN, on devices that keep one bridge a VLAN (`community@20`, `vlan-20`). */
  readonly perVlan?: true;
  /** Asked only of devices whose sysObjectID (SNMPv2-MIB) is below this: tables of one maker's own. */
  readonly maker?: string;
  /** Asked in each sample; the others once a visit. */
  readonly sampled?: true;
  /** Time limit, seconds. */
  readonly seconds: number;
  /** Cap on objects: an agent that answers more is cut off. */
  readonly objects: number;
}
