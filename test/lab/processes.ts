import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { RunningHost } from './lab.ts';

export interface RunningProcess {
  readonly pid: number;
  readonly name: string;
  readonly command: string;
}

function readProcess(pid: number, namespace: string): RunningProcess | undefined {
  try {
    if (readlinkSync(`/proc/${pid}/ns/pid`) !== namespace) return undefined;
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    return { pid, name, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() };
  } catch {
    return undefined; // It ended while we looked.
  }
}

/** Every process in a host's pid namespace, zombies too. */
export function processesOf({ pid }: RunningHost): readonly RunningProcess[] {
  const namespace = readlinkSync(`/proc/${pid}/ns/pid`);
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return numbers.flatMap((name) => readProcess(Number(name), namespace) ?? []);
}

const childrenOf = (pid: number): readonly number[] => {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return []; // It ended while we looked.
  }
};

/** A process and all below it, in whichever namespace they are. */
const familyOf = (pid: number): readonly number[] => [pid, ...childrenOf(pid).flatMap(familyOf)];

/** One process of each network namespace of a host, its containers' too. */
export function networksOf({ pid }: RunningHost): readonly number[] {
  const networks = new Map<string, number>();
  for (const member of familyOf(pid)) {
    try {
      networks.set(readlinkSync(`/proc/${member}/ns/net`), member);
    } catch {
      // It ended while we looked.
    }
  }
  return [...networks.values()];
}

/** The program that tells the agent of a switch about its bridge. */
const ofAgent = ({ host }: RunningHost): readonly string[] => (host.bridge === undefined ? [] : ['python3']);

/** Names the daemons use; anything else on a host came with a login. */
export function strangers(host: RunningHost): readonly string[] {
  const own = new Set(['start', ...host.host.daemons.flatMap((daemon) => daemon.processNames), ...ofAgent(host)]);
  return processesOf(host)
    .filter(({ name, command }) => !own.has(name) && !(name === 'sshd' && command.includes('[listener]')))
    .map(({ name, command }) => `${host.host.name}: ${name} (${command})`);
}
