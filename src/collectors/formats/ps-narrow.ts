import type { ProcessFact } from '../../model/fact.ts';
import type { Line } from '../../text/lines.ts';
import { readInteger, skipBlanks, wordEnd } from '../../text/scan.ts';

const startNames: ReadonlySet<string> = new Set(['STIME', 'START', 'STARTED']);
const monthOrDay = /^\p{L}{2,5}\.?$/u;
const dayOfMonth = /^\d{1,2}\.?$/;
const clock = /^\d{1,2}:\d{2}(?::\d{2})?$/;
/** `0:03`, `00:00:03`, `1-02:03:04`, `0:03.21`. */
const cpuTime = /^(?:\d{1,6}-)?\d{1,7}:\d{2}(?:[:.]\d{2}){0,2}$/;
/** Branches of `ps f` (procps) and `ps -d` (FreeBSD). */
const branch = /^(?:[| ]{1,4}){0,60}(?:\\_|[|`]--?) (?=\S)/;
const dead = /^<(?:defunct|exiting|idle)>$/;

interface Word {
  readonly text: string;
  readonly at: number;
}

/** The first words of a line, each with its place; the command needs no more of them. */
function placedWords(text: string, limit: number): readonly Word[] {
  const words: Word[] = [];
  for (let at = skipBlanks(text, 0, text.length); at < text.length && words.length < limit; ) {
    const end = wordEnd(text, at, text.length);
    words.push({ text: text.slice(at, end), at });
    at = skipBlanks(text, end, text.length);
  }
  return words;
}

/** Words a time of start takes: `10:30`, `Oct25`; `Oct 12` on Unix; `Sat Nov 21 09:13:25 2026` (`-o lstart`). */
function startWidth(words: readonly Word[], at: number): number {
  const [first = '', second = '', third = '', fourth = ''] = words.slice(at, at + 4).map(({ text }) => text);
  if (monthOrDay.test(first) && monthOrDay.test(second) && dayOfMonth.test(third) && clock.test(fourth)) return 5;
  if (monthOrDay.test(first) && dayOfMonth.test(second)) return 2;
  return dayOfMonth.test(first) && monthOrDay.test(second) ? 2 : 1;
}

/** Where the cell of each column begins, in words. Unix leaves WCHAN blank for what runs. */
function cellPlaces(words: readonly Word[], header: readonly string[]): readonly number[] {
  const places: number[] = [];
  let at = 0;
  for (const name of header) {
    places.push(at);
    const blank = name === 'WCHAN' && cpuTime.test(words[at + 1]?.text ?? '') && header.indexOf('TTY') === places.length;
    at += blank ? 0 : startNames.has(name) ? startWidth(words, at) : 1;
  }
  return places;
}

/** What a row says apart from the command, which stands in the last column. */
export interface NarrowRow {
  readonly process: Pick<ProcessFact, 'pid' | 'ppid' | 'user'>;
  readonly command: string;
}

/** Reads a row of a table with one command column, the last: `ps`, `ps -ef`, `ps aux`, `ps -eo pid,user,args`. */
export function readNarrowRow({ text }: Line, header: readonly string[]): NarrowRow | undefined {
  const words = placedWords(text, header.length + 5);
  const places = cellPlaces(words, header);
  const cellOf = (...names: readonly string[]): string | undefined => {
    const name = names.find((one) => header.includes(one));
    const place = name === undefined ? undefined : places[header.indexOf(name)];
    // The last word of a row that lacks its command may be cut short.
    const cut = place === words.length - 1 && name !== header.at(-1);
    return place === undefined || cut ? undefined : words[place]?.text;
  };
  const [pid, ppid] = [readInteger(cellOf('PID')), readInteger(cellOf('PPID'))];
  if (pid === undefined) return undefined;
  const user = cellOf('USER', 'EUSER', 'RUSER', 'UID');
  const start = words[places.at(-1) ?? -1]?.at ?? text.length;
  const last = words.at(-1)?.text ?? '';
  // What died has no time of start and no terminal, so its columns are fewer.
  const rest = dead.test(last) ? last : text.slice(start).replace(branch, '').trim();
  return {
    process: { pid, ...(ppid === undefined ? {} : { ppid }), ...(user === undefined ? {} : { user }) },
    command: rest,
  };
}
