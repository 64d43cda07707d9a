import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

const homeDirectory = (env: Environment): string => env['HOME'] || homedir();

/** Replaces a leading `~/` by the home directory, which no shell does inside `file:~/x` or a YAML file. */
export function expandHome(path: string, env: Environment): string {
  if (path === '~') return homeDirectory(env);
  return path.startsWith('~/') ? join(homeDirectory(env), path.slice(2)) : path;
}

/** Absolute path of what a person wrote; relative to `base`. */
export const absolutePath = (path: string, base: string, env: Environment): string => resolve(base, expandHome(path, env));

/**
 * Where `map` itself remembers host keys: `MAP_KNOWN_HOSTS`, or `map/known_hosts` under
 * `XDG_STATE_HOME` (XDG Base Directory Specification: a relative path there is ignored).
 */
export function ownKnownHostsFile(env: Environment): string {
  const own = env['MAP_KNOWN_HOSTS'];
  if (own) return resolve(expandHome(own, env));
  const state = env['XDG_STATE_HOME'];
  return join(state && isAbsolute(state) ? state : join(homeDirectory(env), '.local', 'state'), 'map', 'known_hosts');
}
