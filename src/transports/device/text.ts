/** Control sequences of ECMA-48 (`ESC [ … letter`), charset choices, and titles up to BEL. */
const [esc, bell] = ['\\u001b', '\\u0007'];
const escapes = new RegExp(
  `${esc}(?:\\[[\\d;?]{0,40}[ -/]?[@-~]|\\][^${bell}${esc}]{0,200}(?:${bell}|${esc}\\\\)|[()]\\w|[=>78cDEHMNOZ])`,
  'g',
);
/** What pagers leave behind: IOS, NX-OS, EOS, Junos, ASA, Comware, ArubaOS-Switch, AOS-CX, FortiOS, PAN-OS. */
const pager =
  /(?:<?-{1,5} ?\(?more\b(?: \d{1,3}%)?\)? ?-{0,5}>?|-- MORE --.{0,120}|lines \d{1,9}-\d{1,9}(?: \(END\))?|press any key to continue.{0,40})[ \t]*$/i;

/** The greeting of ArubaOS-Switch (ProCurve) ends so, and its prompt comes after a key: it asks nothing else. */
const greetingKey = /^press any key to continue\.{0,3}$/i;
/** A prompt ends in one of these: `sw1#`, `user@fw>`, `<core>`, `host $`, `[admin@gw] >`. */
const promptEnd = /^\S.{0,120}[>#$%]$|^[>#$%]$/;
/** What asks for a decision, a name or a secret is none, whatever it ends in. */
const question =
  /\?|:(?:\s|$)|[[(]y(?:es)?[^a-z]|(?:^|\s)(?:yes|press|confirm|continue|accept|agree|password|passcode|login|username)(?=[\s,./)\]>#]|$)/i;

/** Marks in place of the sequences that erase: what follows in the line, and the whole line (ECMA-48, EL). */
const [eraseRest, eraseLine] = ['\u0001', '\u0002'];
const erasers = new RegExp(`${esc}\\[([012]?)K`, 'g');
const nextLine = new RegExp(`${esc}E`, 'g');

const withoutEscapes = (raw: string): string =>
  raw
    .replace(erasers, (_, how: string) => (how === '2' || how === '1' ? eraseLine : eraseRest))
    // ArubaOS-Switch ends its lines so.
    .replace(nextLine, '\n')
    .replace(escapes, '');

const overtyped = new RegExp(`[\\r\\u0008${eraseRest}${eraseLine}]`);

/** Carriage return, backspace and erasing as a terminal shows them: what comes after overwrites what was there. */
function overtype(line: string): string {
  if (!overtyped.test(line)) return line;
  const cells: string[] = [];
  // Which erasing of the line a cell came after: blanking a long line again and again would take for ever.
  const written: number[] = [];
  let [at, erased] = [0, 0];
  for (const one of line) {
    if (one === '\r') at = 0;
    else if (one === '\b') at = Math.max(0, at - 1);
    else if (one === eraseRest) cells.length = Math.min(cells.length, at);
    else if (one === eraseLine) erased += 1;
    else {
      written[at] = erased;
      cells[at++] = one;
    }
  }
  return cells
    .map((cell, place) => (written[place] === erased ? cell : ' '))
    .join('')
    .trimEnd();
}

/** Not by a pattern: one that is anchored at the end alone takes the square of a run of them that is followed by something. */
function withoutReturns(line: string): string {
  let end = line.length;
  while (line[end - 1] === '\r') end -= 1;
  return line.slice(0, end);
}

/**
 * What a person would see of the bytes of a terminal: without control sequences, with backspaces and carriage returns done,
 * lines ended by LF, nothing of a pager.
 */
export function cleanTerminal(raw: string): string {
  const lines = withoutEscapes(raw).replaceAll('\0', '').replaceAll('\u0007', '').split('\n');
  return lines
    .map((line) => overtype(withoutReturns(line)))
    .map((line) => line.replace(pager, ''))
    .join('\n');
}

const shownLast = (raw: string): string => overtype(withoutReturns(withoutEscapes(raw.slice(-600)).split('\n').at(-1) ?? ''));

/** True where the screen ends in a pager that waits for a key. */
export const waitsForKey = (raw: string): boolean => pager.test(shownLast(raw));

/** True where the screen ends in `Press any key to continue`, alone on its line. */
export const greetsWithKey = (raw: string): boolean => greetingKey.test(shownLast(raw).trim());

/** True for a line that waits for a decision, a name or a secret. */
export const asksSomething = (line: string): boolean => question.test(line);

/** True for a line that looks like the prompt of a command line, and like no question. */
export const looksLikePrompt = (line: string): boolean => promptEnd.test(line) && !asksSomething(line) && !pager.test(line);

/** Last line of the screen, without trailing blanks. */
export const lastLine = (raw: string): string => cleanTerminal(raw.slice(-2_000)).split('\n').at(-1)?.trimEnd() ?? '';
