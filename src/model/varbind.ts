import type { Located } from './located.ts';

/** ASN.1 type of a value as SNMP has them (RFC 2578); `unknown` where a text does not tell. */
export type VarbindType =
  | 'integer'
  | 'octets'
  | 'oid'
  | 'address'
  | 'counter'
  | 'gauge'
  | 'ticks'
  | 'counter64'
  | 'opaque'
  | 'null'
  | 'unknown';

/** One object of a walk. */
export interface Varbind extends Located {
  /** Numbers with dots, without one in front. */
  readonly oid: string;
  readonly type: VarbindType;
  /** Octets as they are; numbers that do not fit 2^53 as their decimal text; an OID in numbers; an address canonical. */
  readonly value: Uint8Array | number | string;
}
