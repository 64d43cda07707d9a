import type { SystemFact } from '../model/fact.ts';

/**
 * `uname -nrm: web1 6.1.0-18-amd64 x86_64`: node, release, machine, always in this order (uname(1)). Release and
 * machine hold no space; what is before them is the name, whatever is in it.
 */
const line = /^uname -nrm: (?:(\S.{0,254}) )?(\S{1,254}) (\S{1,254})$/;

/** One answer a line, as scripts before printed them: `uname -r: 6.1.0-18-amd64`. */
const single = /^uname -([nrm]): (\S.{0,254})$/;
const fields = new Map([
  ['n', 'name'],
  ['r', 'kernel'],
  ['m', 'architecture'],
] as const);

type Uname = Partial<Pick<SystemFact, 'name' | 'kernel' | 'architecture'>>;

/** What a line of either form tells: name, kernel release, architecture. */
export function readUname(text: string): Uname | undefined {
  const [, letter = '', value = ''] = single.exec(text) ?? [];
  const field = fields.get(letter as 'n');
  if (field !== undefined) return { [field]: value.trim() };
  const [, name, kernel, architecture] = line.exec(text) ?? [];
  if (kernel === undefined || architecture === undefined) return undefined;
  return { ...(name === undefined ? {} : { name: name.trim() }), kernel, architecture };
}
