import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Kept free for the database, the standard streams, workers, the resolver, agents and the script's own files. */
const reserved = 64;

/** Where nothing tells the limit: what an ordinary user gets on every system. */
const assumedLimit = 256;

/** The soft limit of proc(5), /proc/self/limits, row `Max open files`. */
export function parseProcLimits(text: string): number | undefined {
  const soft = /^Max open files\s+(\S+)/m.exec(text)?.[1];
  if (soft === 'unlimited') return Number.POSITIVE_INFINITY;
  return soft !== undefined && /^\d+$/.test(soft) ? Number(soft) : undefined;
}

/** What `ulimit -n` prints: a number or `unlimited`. */
export function parseUlimit(text: string): number | undefined {
  const word = text.trim();
  if (word === 'unlimited') return Number.POSITIVE_INFINITY;
  return /^\d+$/.test(word) ? Number(word) : undefined;
}

/**
 * More at once helps nobody: Linux keeps 1024 neighbours by default (gc_thresh3, arp(7)) and forgets living ones
 * when a sweep of its own network asks for more, and firewalls on the way count half-open connections.
 */
const mostSockets = 1000;

/** How many sockets may be open at once under a limit of open files. At least one, or nothing would go on. */
export const budgetOf = (limit: number | undefined): number =>
  Math.min(mostSockets, Math.max(1, (limit ?? assumedLimit) - reserved));

function readLimit(): number | undefined {
  // Windows has no such limit on sockets.
  if (process.platform === 'win32') return Number.POSITIVE_INFINITY;
  try {
    if (process.platform === 'linux') return parseProcLimits(readFileSync('/proc/self/limits', 'utf8'));
    return parseUlimit(execFileSync('/bin/sh', ['-c', 'ulimit -n'], { encoding: 'utf8', timeout: 5000 }));
  } catch {
    return undefined;
  }
}

/** How many sockets this process may have open at once, by its own limit of open files. */
export const socketBudget = (): number => budgetOf(readLimit());
