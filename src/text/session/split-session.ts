import { readLines } from '../lines.ts';
import { type Prompt, readPrompt } from './prompt.ts';

/** One command of a session and what it printed. */
export interface SessionPart {
  /** Absent of what stands above the first prompt. */
  readonly command?: string;
  /** Line of the whole text that its first one is, from 1. */
  readonly line: number;
  readonly text: string;
}

/** What somebody copied from a terminal. */
export interface Session {
  /** Whose it is, by its prompts; more than one where it holds the sessions of several. None where prompts are only signs. */
  readonly hosts: readonly string[];
  readonly parts: readonly SessionPart[];
}

/** As much as formats are recognised by: the first prompt of a session is not further down. */
const headLength = 65_536;
/** More commands than anybody types in one session. */
const mostParts = 10_000;
/** Junos says above its prompt which routing engine it is. */
const engine = /^\{[\w:-]{1,40}\}(?:\[edit[^\]]{0,100}\])?[ \t]{0,4}$/;

interface Seen {
  readonly host: string | undefined;
  /** Lines that hardly are anything else. */
  sure: number;
  readonly isFirst: boolean;
}

/** The prompts of a text, each as often as it is there. */
function countPrompts(text: string): ReadonlyMap<string, Seen> {
  const seen = new Map<string, Seen>();
  let isFirst = true;
  for (const { text: line } of readLines(text)) {
    const prompt = readPrompt(line);
    if (prompt?.sure === true) {
      const known = seen.get(prompt.key);
      if (known === undefined) seen.set(prompt.key, { host: prompt.host, sure: 1, isFirst });
      else known.sure += 1;
    }
    if (line.trim() !== '') isFirst = false;
  }
  return seen;
}

/** A prompt with a name is one; of a bare sign there have to be two, or it is the first line. */
const counts = ({ host, sure, isFirst }: Seen): boolean => host !== undefined || sure > 1 || isFirst;

/** The keys the text is cut at: those with a name alone, where there are any. */
function keysOf(seen: ReadonlyMap<string, Seen>): ReadonlyMap<string, Seen> {
  const found = [...seen].filter(([, one]) => counts(one));
  const named = found.filter(([, { host }]) => host !== undefined);
  return new Map(named.length > 0 ? named : found.slice(0, 1));
}

/** Whether the text is cut at this prompt: behind a sharp there may be a remark. */
const isCut = (prompt: Prompt | undefined, keys: ReadonlyMap<string, Seen>): prompt is Prompt =>
  prompt !== undefined && keys.has(prompt.key) && (prompt.key !== '#' || prompt.sure);

function cutAt(text: string, keys: ReadonlyMap<string, Seen>): readonly SessionPart[] {
  const parts: SessionPart[] = [];
  let [start, line, at, number] = [0, 1, 0, 0];
  let command: string | undefined;
  const close = (end: number): void => {
    if (end > start || command !== undefined)
      parts.push({ ...(command === undefined ? {} : { command }), line, text: text.slice(start, end) });
  };
  while (at < text.length && parts.length < mostParts) {
    const newline = text.indexOf('\n', at);
    const next = newline === -1 ? text.length : newline + 1;
    const row = text.slice(at, Math.min(next, at + 1_000)).trimEnd();
    number += 1;
    const prompt = readPrompt(row);
    if (isCut(prompt, keys) || engine.test(row)) {
      close(at);
      [start, line, command] = [next, number + 1, isCut(prompt, keys) ? prompt.command : ''];
    }
    at = next;
  }
  close(text.length);
  return parts;
}

/**
 * Cuts what was copied from a terminal at the lines that are a prompt with a command. Undefined for a text that has none of them in its
 * beginning. Only prompts behind which a command stood that is known count, and once one counts, all that name the same host: rows of a
 * table that look like prompts are left where they are.
 */
export function splitSession(text: string): Session | undefined {
  if (keysOf(countPrompts(text.slice(0, headLength))).size === 0) return undefined;
  const keys = keysOf(countPrompts(text));
  const hosts = [...keys.values()].flatMap(({ host }) => (host === undefined ? [] : [host]));
  return { hosts, parts: cutAt(text, keys) };
}
