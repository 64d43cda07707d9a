import type { SystemFact } from '../model/fact.ts';

/**
 * `uname -nrm: web1 6.1.0-18-amd64 x86_64`: node, release, machine, always in this order (uname(1)). Release and
 * machine hold no space; what is before them is the name, whatever is in it.
 */
const line = /^uname -nrm: (?:(\S.{0,254}) )?(\S{1,254}) (\S{1,254})$/;

/** What a line of this form tells: name, kernel release, architecture. */
export function readUname(text: string): Partial<Pick<SystemFact, 'name' | 'kernel' | 'architecture'>> | undefined {
  const [, name, kernel, architecture] = line.exec(text) ?? [];
  if (kernel === undefined || architecture === undefined) return undefined;
  return { ...(name === undefined ? {} : { name: name.trim() }), kernel, architecture };
}
