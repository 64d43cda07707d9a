import type { Secret } from './secret.ts';

/** RFC 3414 (MD5, SHA-1) and RFC 7860 (the others). */
export const snmpAuthProtocols = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const;
export type SnmpAuthProtocol = (typeof snmpAuthProtocols)[number];

/**
 * RFC 3414 (DES), RFC 3826 (AES-128), and AES-256 with the key made as in draft-blumenthal-aes-usm-04 (`aes256`) or as
 * in draft-reeder-snmpv3-usm-3desede (`aes256r`), which is what Cisco speaks.
 */
export const snmpPrivProtocols = ['des', 'aes128', 'aes256', 'aes256r'] as const;
export type SnmpPrivProtocol = (typeof snmpPrivProtocols)[number];

/** A credential ready for an agent. `name` stands in evidence and messages; the secrets never do. */
export type SnmpCredential =
  | { readonly name: string; readonly version: '1' | '2c'; readonly community: Secret }
  | {
      readonly name: string;
      readonly version: '3';
      readonly user: string;
      readonly auth?: { readonly protocol: SnmpAuthProtocol; readonly secret: Secret };
      readonly priv?: { readonly protocol: SnmpPrivProtocol; readonly secret: Secret };
    };
