import type { Endpoint } from '../../../model/endpoint.ts';
import { readAddress } from '../../../text/address.ts';
import { readPortNumber } from '../../../text/connection/host.ts';

/** Where a proxy comes in: `80`, `*:80`, `10.0.0.1:80`, `[::]:80`, `:80`; undefined for a name or a UNIX socket. */
export function readListen(text: string): Endpoint | undefined {
  const word = text.trim();
  const only = readPortNumber(word);
  if (only !== undefined) return { address: '*', port: only };
  const colon = word.lastIndexOf(':');
  const port = colon === -1 ? undefined : readPortNumber(word.slice(colon + 1));
  if (port === undefined) return undefined;
  const host = word.slice(0, colon).replace(/^(?:ipv4|ipv6)@/, '');
  const address = host === '' ? '*' : readAddress(host)?.address;
  return address === undefined ? undefined : { address, port };
}

/** The ports in which callers come in, each once: both families of one port are one way in. */
export function distinctListens(listens: readonly Endpoint[]): readonly (Endpoint | undefined)[] {
  const byPort = new Map<number | undefined, Endpoint>();
  for (const listen of listens) if (!byPort.has(listen.port)) byPort.set(listen.port, listen);
  return byPort.size === 0 ? [undefined] : [...byPort.values()].slice(0, mostListens);
}

const mostListens = 8;
