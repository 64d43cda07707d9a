import type { Fact } from '../../model/fact.ts';
import type { TextFormat } from '../../model/text-format.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { type SessionPart, splitSession } from '../../text/session/split-session.ts';
import { formatsNamed, recogniseFormat } from './choose-format.ts';
import { textFormats } from './registry.ts';

/** The output of one command of a session, and how to read it. */
export interface SessionOutput extends SessionPart {
  readonly format: TextFormat;
}

/** What nobody reads: a command, and the line its output begins at. */
export interface UnreadCommand {
  readonly line: number;
  /** Without its flags, because there may be a password among them; absent of what stands above the first prompt. */
  readonly command?: string;
}

/** What somebody copied from a terminal, command by command. */
export interface ReadSession {
  readonly hosts: readonly string[];
  readonly outputs: readonly SessionOutput[];
  readonly unread: readonly UnreadCommand[];
}

/** They print nothing that is evidence. */
const quiet =
  /^(?:terminal|term|exit|quit|end|enable|en|conf\w{0,10}|logout|return|cd|clear|screen-length|no|set cli|do term\w{0,5}|undo|sys|system-view|su|sudo -i|sudo su|\?)(?:\s|$)/i;
/** What comes back is another host's. */
const elsewhere = /^(?:sudo )?(?:ssh|telnet|(?:kubectl|docker|podman|lxc|incus) exec|ip netns exec|nsenter)\s/i;
const withoutSudo = /^sudo (?:-n )?/;

const wordsOf = (command: string): readonly string[] => command.replace(withoutSudo, '').toLowerCase().split(/\s+/, 20);

/** `sh ip int br` is `show ip interface brief`: devices take any beginning of a word. */
function isCommand(typed: readonly string[], example: readonly string[]): boolean {
  if (example[0] !== 'show' && example[0] !== 'get' && example[0] !== 'diagnose') return typed[0] === example[0];
  return example.every((word, at) => (typed[at] ?? '').length > 1 && word.startsWith(typed[at] ?? ''));
}

/** At least as much of the text is facts as is not. */
function isMostlyRead(facts: readonly Fact[]): boolean {
  const skipped = facts.filter(({ fact }) => fact === 'skipped').length;
  return facts.length > skipped && facts.length >= 2 * skipped;
}

/** By the command and the text, by the text alone, by the command alone where its format reads the text. */
function formatOf({ command, text }: SessionPart, among: readonly TextFormat[]): TextFormat | undefined {
  const typed = wordsOf(command ?? '');
  const meant = command === undefined ? [] : among.filter(({ example }) => isCommand(typed, wordsOf(example)));
  return recogniseFormat(text, meant) ?? recogniseFormat(text, among) ?? meant.find((one) => isMostlyRead(one.parse(text)));
}

/** `show ip arp vrf A`, `mysql`: as far as no flag comes. */
function nameOf(command: string): string {
  const words = wordsOf(redactSecrets(command));
  const flag = words.findIndex((word) => word.startsWith('-') || word.includes('='));
  return words.slice(0, flag === -1 ? 8 : Math.max(1, flag)).join(' ');
}

/** An output without a character has nothing in it that could be lost. */
const isSilent = ({ command = 'none', text }: SessionPart): boolean =>
  command === '' || quiet.test(command) || text.trim() === '';

/**
 * What somebody copied from a terminal, each output with its format; undefined for any other text, and where none of the outputs is of
 * a format.
 * @param name a format or family of formats, or `auto`
 */
export function readSession(text: string, name: string): ReadSession | undefined {
  const session = splitSession(text);
  if (session === undefined) return undefined;
  const among = (name === 'auto' ? textFormats : formatsNamed(name)).filter(({ group }) => group !== 'flows');
  const outputs: SessionOutput[] = [];
  const unread: UnreadCommand[] = [];
  for (const part of session.parts) {
    const { command, line } = part;
    const format = elsewhere.test(command ?? '') ? undefined : formatOf(part, among);
    if (format !== undefined && part.text.trim() !== '') outputs.push({ ...part, format });
    else if (!isSilent(part)) unread.push({ line, ...(command === undefined ? {} : { command: nameOf(command) }) });
  }
  return outputs.length === 0 ? undefined : { hosts: session.hosts, outputs, unread };
}

/** Facts of an output by the lines of the text it was cut from. */
export const factsInWhole = ({ line }: SessionPart, facts: readonly Fact[]): readonly Fact[] =>
  facts.map((fact) => (fact.line === undefined ? fact : { ...fact, line: fact.line + line - 1 }));
