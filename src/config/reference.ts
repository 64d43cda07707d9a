import { UsageError } from '../model/usage-error.ts';
import { absolutePath, type Environment } from './paths.ts';
import { Secret } from './secret.ts';

/** Where a secret is to be had, so that it need not be written down where others read it. */
export type Reference =
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'exec'; readonly command: string; readonly args: readonly string[] }
  | { readonly kind: 'plain'; readonly secret: Secret }
  | { readonly kind: 'prompt'; readonly question: string };

export interface ReferenceContext {
  /** The flag or the place in map.yaml, for messages: `--password`, `map.yaml:7:15`. */
  readonly place: string;
  /** What a prompt asks for: `password of linux-prod`. */
  readonly question: string;
  /** A community may be given as `plain:public`; a password may not. */
  readonly plain?: boolean;
  /** What stands before the reference in the same word, for examples: `sha256:`. */
  readonly prefix?: string;
  /** Directory that a relative `file:` path starts from. */
  readonly base: string;
  readonly env: Environment;
}

/** Blank-separated words; single or double quotes keep blanks together. No other shell syntax exists here. */
function splitWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const word = /^(?:[^\s'"]+|'[^']*'|"[^"]*")+/.exec(rest)?.[0];
    if (word === undefined) return undefined;
    words.push(word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));
    rest = rest.slice(word.length).trimStart();
  }
  return words;
}

function parseExec(text: string, place: string): Reference {
  const words = splitWords(text);
  if (words === undefined) throw new UsageError(`${place}: exec: has a quote that is not closed`);
  const [command, ...args] = words;
  if (command === undefined) throw new UsageError(`${place}: exec: names no command; write exec:COMMAND ARG...`);
  return { kind: 'exec', command, args };
}

function parseEnv(name: string, place: string): Reference {
  // The text after env: is not repeated: somebody may have put the secret itself there.
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return { kind: 'env', name };
  throw new UsageError(`${place}: env: is followed by the name of an environment variable, as in env:MAP_PASSWORD`);
}

function refusePlain({ place, plain: plainAllowed = false, prefix = '' }: ReferenceContext): never {
  const plain = plainAllowed ? '; one that is no secret may be plain:TEXT (plain:public)' : '';
  const name = plainAllowed ? 'COMMUNITY' : 'PASSWORD';
  throw new UsageError(
    `${place}: the secret is in plain text, where others can read it; give ${prefix}env:NAME (an exported variable), file:PATH, ` +
      `exec:COMMAND ARG... or prompt, as in ${prefix}env:${name}${plain}`,
  );
}

/**
 * Reads `env:NAME`, `file:PATH`, `exec:COMMAND ARG...`, `prompt`, and where allowed `plain:TEXT`.
 * Anything else is taken for the secret itself and refused with a UsageError that does not repeat it.
 */
export function parseReference(text: string, context: ReferenceContext): Reference {
  const { place, question, plain = false, base, env } = context;
  if (text.includes('\0')) throw new UsageError(`${place}: the reference holds a NUL byte`);
  if (text === 'prompt') return { kind: 'prompt', question };
  const colon = text.indexOf(':');
  const rest = text.slice(colon + 1);
  switch (text.slice(0, Math.max(colon, 0))) {
    case 'env':
      return parseEnv(rest, place);
    case 'file':
      if (rest === '') throw new UsageError(`${place}: file: names no file; write file:PATH`);
      return { kind: 'file', path: absolutePath(rest, base, env) };
    case 'exec':
      return parseExec(rest, place);
    case 'plain':
      if (plain && rest !== '') return { kind: 'plain', secret: new Secret(rest) };
      return refusePlain(context);
    default:
      return refusePlain(context);
  }
}

/** How a reference is named in messages. Arguments of a command are left out: they may hold a token. */
export function describeReference(reference: Reference): string {
  switch (reference.kind) {
    case 'env':
      return `env:${reference.name}`;
    case 'file':
      return `file:${reference.path}`;
    case 'exec':
      return `exec:${reference.command}`;
    default:
      return reference.kind;
  }
}
