import type { Fact } from '../../model/fact.ts';
import { parseFstat } from './fstat.ts';
import { partOf } from './labelled-parts.ts';
import { parseLsofFields } from './lsof-fields.ts';
import { parseNetstatAix } from './netstat-aix.ts';
import { parseNetstatBsd, parseNetstatHpux } from './netstat-bsd.ts';
import { parseNetstatSolaris } from './netstat-solaris.ts';
import { joinSockets } from './socket-join.ts';

type Parse = (text: string) => readonly Fact[];

const pairOf =
  (table: Parse, label: string, held: Parse): Parse =>
  (text) =>
    joinSockets(table(partOf(text, '')), held(partOf(text, label)));

/** `netstat -an`, then `== fstat` and fstat(1) of OpenBSD and NetBSD: states from the first, processes from the second. */
export const parseNetstatFstat = pairOf(parseNetstatBsd, 'fstat', parseFstat);

/** `netstat -an` of AIX, then `== lsof` and the fields of lsof(8), which shows an ordinary user only what is his. */
export const parseNetstatLsofAix = pairOf(parseNetstatAix, 'lsof', parseLsofFields);

/** The same of HP-UX. */
export const parseNetstatLsofHpux = pairOf(parseNetstatHpux, 'lsof', parseLsofFields);

/** The same of Solaris before 11.2, whose netstat knows no processes. */
export const parseNetstatLsofSolaris = pairOf(parseNetstatSolaris, 'lsof', parseLsofFields);
