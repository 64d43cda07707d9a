import { parsePort } from '../config/target-spec.ts';

/** A jump host as ssh(1) -J has it. */
export interface Hop {
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
}

/** `host`, `host:port`, `[v6]:port`; several colons without brackets are an IPv6 address. */
function splitPort(text: string): { readonly host: string; readonly port?: string } {
  const [, v6, v6Port] = /^\[([^\]]*)\](?::(.*))?$/.exec(text) ?? [];
  if (v6 !== undefined) return v6Port === undefined ? { host: v6 } : { host: v6, port: v6Port };
  const [host = '', port, ...more] = text.split(':');
  return port === undefined || more.length > 0 ? { host: text } : { host, port };
}

/** Reads `[USER@]HOST[:PORT]`, or the same as an ssh:// URI. */
export function parseHop(text: string): Hop | undefined {
  const plain = text
    .trim()
    .replace(/^ssh:\/\//, '')
    .replace(/\/$/, '');
  const at = plain.lastIndexOf('@');
  const user = at < 0 ? undefined : plain.slice(0, at);
  const { host, port } = splitPort(plain.slice(at + 1));
  // A host that begins with a dash would be an option to whatever program it is given to.
  if (host === '' || /^-|[\s/@[\]]/.test(host) || user === '') return undefined;
  const number = port === undefined ? undefined : parsePort(port);
  if (port !== undefined && number === undefined) return undefined;
  return { host, ...(user === undefined ? {} : { user }), ...(number === undefined ? {} : { port: number }) };
}
