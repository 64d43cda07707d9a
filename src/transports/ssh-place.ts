import { targetKey } from '../model/target.ts';
import { type Hop, parseHop } from './hop.ts';
import type { SshConfig } from './ssh-config.ts';
import type { SshSettings } from './ssh-settings.ts';

/** One SSH server: what the operator called it, and where it really is. */
export interface SshPlace {
  /** `web1:22`, for messages. */
  readonly label: string;
  /** As the operator or the configuration named it: credentials are chosen by it. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly settings: SshSettings;
}

/** Where a server is, by flags over the ssh configuration. */
export async function locate(sshConfig: SshConfig, wanted: Hop): Promise<SshPlace> {
  const settings = await sshConfig(wanted);
  const port = wanted.port ?? settings.port;
  return {
    label: targetKey({ host: wanted.host, port }),
    name: wanted.host,
    host: settings.hostname,
    port,
    user: wanted.user ?? settings.user,
    settings,
  };
}

export type HopChain = { readonly hops: readonly string[] } | { readonly problem: string };

const isSamePlace = (a: SshPlace, b: SshPlace): boolean => a.host === b.host && a.port === b.port;

/** The jump hosts of a place that it does not itself name again (`Host *` with a ProxyJump matches the jump host as well). */
async function ownHops(sshConfig: SshConfig, place: SshPlace, hops: readonly string[]): Promise<readonly string[]> {
  const wanted = hops.filter((hop) => hop !== 'none');
  const first = parseHop(wanted[0] ?? '');
  return first !== undefined && isSamePlace(await locate(sshConfig, first), place) ? wanted.slice(1) : wanted;
}

/**
 * The jump hosts to a place. The first of them may itself be reached over others by the ssh
 * configuration, as with ssh(1) -J.
 */
export async function resolveHops(
  sshConfig: SshConfig,
  place: SshPlace,
  given: readonly string[] | undefined,
): Promise<HopChain> {
  const seen: SshPlace[] = [];
  let hops = await ownHops(sshConfig, place, given ?? place.settings.proxyJump);
  for (let first = hops[0]; first !== undefined; first = hops[0]) {
    const hop = parseHop(first);
    if (hop === undefined) return { problem: notAHop(first) };
    const via = await locate(sshConfig, hop);
    if (seen.some((before) => isSamePlace(before, via))) return { problem: `its jump hosts lead in circles, over ${first}` };
    seen.push(via);
    if (via.settings.proxyCommand !== undefined) return { problem: proxyCommandProblem(first) };
    const before = await ownHops(sshConfig, via, via.settings.proxyJump);
    if (before.length === 0) break;
    hops = [...before, ...hops];
  }
  return (await checkLaterHops(sshConfig, hops.slice(1))) ?? { hops };
}

/** Says before anything is connected what would be wrong with the jump hosts behind the first. */
async function checkLaterHops(sshConfig: SshConfig, hops: readonly string[]): Promise<HopChain | undefined> {
  for (const text of hops) {
    const hop = parseHop(text);
    if (hop === undefined) return { problem: notAHop(text) };
    await locate(sshConfig, hop);
  }
  return undefined;
}

const notAHop = (text: string): string => `${JSON.stringify(text)} is not a jump host; write [USER@]HOST[:PORT]`;

export const proxyCommandProblem = (name: string): string =>
  `the ssh configuration reaches ${name} by a ProxyCommand, which map does not run; use ProxyJump or --jump`;
