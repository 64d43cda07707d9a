import { Secret } from '../../../src/config/secret.ts';
import type { SnmpCredential } from '../../../src/config/snmp-credential.ts';
import { createSnmpConnector, type SnmpConnectorOptions } from '../../../src/transports/snmp/connector.ts';
import type { NoAgent, SnmpConnector, SnmpSession, WalkLimits, WalkResult } from '../../../src/transports/snmp/types.ts';

export const community = (word: string, version: '1' | '2c' = '2c'): SnmpCredential => ({
  name: `c-${word}`,
  version,
  community: new Secret(word),
});

export const never = new AbortController().signal;

export const limits = (changes: Partial<WalkLimits> = {}): WalkLimits => ({
  signal: never,
  deadlineMs: 20_000,
  maxObjects: 100_000,
  maxBytes: 32 * 1024 * 1024,
  ...changes,
});

export function connectorTo(
  port: number,
  credentials: readonly SnmpCredential[] = [community('public')],
  options: Partial<SnmpConnectorOptions> = {},
): SnmpConnector {
  return createSnmpConnector({ port, timeoutMs: 150, credentialsFor: () => credentials, ...options });
}

export async function openAt(
  connector: SnmpConnector,
  address = '127.0.0.1',
  signal: AbortSignal = never,
): Promise<{ session: SnmpSession } | NoAgent> {
  const route = await connector.route({ host: address, origin: 'listed' });
  if (!route?.ok) throw new Error('no route');
  return await connector.open(route.value, signal);
}

export async function sessionAt(connector: SnmpConnector, address = '127.0.0.1'): Promise<SnmpSession> {
  const opened = await openAt(connector, address);
  if ('failure' in opened) throw new Error(opened.failure.message);
  return opened.session;
}

/** One visit: open, walk the subtrees as one table, close. */
export async function walkAt(
  place: { readonly address: string; readonly port: number },
  subtrees: readonly string[],
  changes: Partial<WalkLimits> = {},
  credential: SnmpCredential = community('public'),
): Promise<WalkResult> {
  const connector = connectorTo(place.port, [credential]);
  try {
    const session = await sessionAt(connector, place.address);
    const result = await session.walk([{ title: 'test', subtrees }], limits(changes));
    session.close();
    return result;
  } finally {
    await connector.close();
  }
}

export const textOf = ({ text }: WalkResult): string => Buffer.from(text).toString();
export const linesOf = (result: WalkResult): string[] =>
  textOf(result)
    .split('\n')
    .filter((line) => line !== '');

/** UDP sockets and timers of this process that are open once what was closed is gone. */
export async function leftovers(): Promise<{ readonly sockets: number; readonly timers: number }> {
  await new Promise((resolve) => setTimeout(resolve, 30));
  return openNow();
}

export function openNow(): { readonly sockets: number; readonly timers: number } {
  const resources = process.getActiveResourcesInfo();
  return {
    sockets: resources.filter((name) => name.toUpperCase() === 'UDPWRAP').length,
    timers: resources.filter((name) => name === 'Timeout').length,
  };
}
