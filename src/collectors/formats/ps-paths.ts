import type { Fact } from '../../model/fact.ts';
import { parsePs } from './ps.ts';

/** `ps -e -o pid,ppid,user,comm,args` of Solaris (ps(1)), where `comm` is the path of the program: its last part is the name. */
export const parsePsPaths = (text: string): readonly Fact[] =>
  parsePs(text).map((fact) =>
    fact.fact === 'process' && fact.name?.startsWith('/')
      ? { ...fact, name: fact.name.slice(fact.name.lastIndexOf('/') + 1) }
      : fact,
  );
