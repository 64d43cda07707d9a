import { joinEndpoint, type ReadEndpoint, readPort } from '../../text/endpoint.ts';

/** An end of a socket, and whether the tool may have cut its address. */
export interface CutEndpoint {
  readonly read: ReadEndpoint;
  readonly cut: boolean;
}

/** The versions of IP a socket is of; `46` is one socket for both. */
export type IpFamily = '4' | '6' | '46';

const anyOf = { '4': '0.0.0.0', '6': '::', '46': '*' } as const;
const ipv4 = /^[\d.]+$/;

/**
 * `192.0.2.1.443`, `fe80::1%lo0.123`, `*.*`, `host.example.com.ssh`: the netstat of BSD and System V parts
 * address and port by the last dot. An address of exactly `cutLength` characters may be the beginning of a longer
 * one and is not believed; 0 where nothing is cut. Undefined where the text is no endpoint.
 */
export function readDotted(field: string, family: IpFamily, cutLength: number): CutEndpoint | undefined {
  const separator = field.lastIndexOf('.');
  if (separator <= 0) return undefined;
  const [address, port] = [field.slice(0, separator), field.slice(separator + 1)];
  if (address.length === cutLength && !ipv4.test(address)) return { read: readPort(port) ?? {}, cut: true };
  const read = joinEndpoint(address === '*' ? anyOf[family] : address, port);
  return read === undefined ? undefined : { read, cut: false };
}
