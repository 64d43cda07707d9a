import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { canonicalIpv6 } from '../../config/address.ts';
import { fail, type Outcome, succeed } from '../../model/failure.ts';
import type { Target } from '../../model/target.ts';
import type { SnmpRoute } from './types.ts';

/** Addresses of a name; rejects with a code of getaddrinfo(3). */
export type ResolveName = (name: string) => Promise<readonly string[]>;

export const resolveBySystem: ResolveName = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);

const canonical = (address: string): string => (address.includes(':') ? (canonicalIpv6(address) ?? address) : address);

/** getaddrinfo(3) has no time limit and cannot be stopped, so it is raced. */
async function resolveInTime(name: string, resolve: ResolveName, timeoutMs: number): Promise<Outcome<string>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome<string>>((settle) => {
    const message = `${name}: the resolver gave no answer in ${Math.round(timeoutMs / 100) / 10} s`;
    timer = setTimeout(() => settle(fail('unresolved', message)), timeoutMs);
  });
  const found = resolve(name).then(
    ([first]) => (first === undefined ? fail('unresolved', `${name}: the name has no address`) : succeed(canonical(first))),
    ({ code = 'error' }: NodeJS.ErrnoException) =>
      fail(
        'unresolved',
        `${name}: ${code === 'ENOTFOUND' ? 'the name has no address' : `the name could not be looked up (${code})`}`,
      ),
  );
  const outcome = await Promise.race([found, late]);
  clearTimeout(timer);
  return outcome;
}

/** Where the agent of a target is. The port of a target is that of its login and has nothing to do with SNMP. */
export async function routeTo(
  target: Target,
  port: number,
  resolve: ResolveName,
  timeoutMs: number,
): Promise<Outcome<SnmpRoute>> {
  const { host } = target;
  if (isIP(host.split('%')[0] ?? '') !== 0) return succeed({ target, address: canonical(host), port });
  const outcome = await resolveInTime(host, resolve, timeoutMs);
  return outcome.ok ? succeed({ target, address: outcome.value, port }) : outcome;
}
