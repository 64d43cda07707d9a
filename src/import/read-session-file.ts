import { isUtf8 } from 'node:buffer';
import { textSection } from '../collectors/readers.ts';
import { type ReadSession, readSession, type SessionOutput } from '../collectors/texts/read-session.ts';
import { redactText } from '../collectors/texts/redact-text.ts';
import { fail, type Outcome, succeed } from '../model/failure.ts';
import { isUtf16 } from '../text/decode.ts';
import { hostOfFile, inventoryOfFile, walkOfFile } from './host-of-file.ts';
import type { ImportFile, Piece, TextPiece } from './import-file.ts';

/** The name the host calls itself in its outputs. */
function toldName(outputs: readonly SessionOutput[]): string | undefined {
  for (const { format, text } of outputs) {
    if (format.group !== 'system' && format.group !== 'network') continue;
    for (const fact of format.parse(text)) {
      if (fact.fact === 'system' && fact.name !== undefined) return fact.name;
    }
  }
  return undefined;
}

/** Somebody's word counts before the host's own, that before its prompt, and a name of a file is only better than none. */
const hostOf = (file: ImportFile, { hosts, outputs }: ReadSession): string | undefined =>
  file.host ?? toldName(outputs) ?? hosts[0] ?? hostOfFile(file.path) ?? file.within;

/** Whose an output is. A walk is of the agent that was asked, not of who asked. */
function ownerOf(file: ImportFile, { format }: SessionOutput, host: string | undefined): string | undefined {
  if (format.about === 'others') return inventoryOfFile(file);
  return format.group === 'walk' ? walkOfFile(file.path, file.host).host : host;
}

/** Octets that are no UTF-8 stay what they are. */
function readText(bytes: Uint8Array, text: string): { readonly text: string; readonly encoding: BufferEncoding } {
  if (isUtf8(bytes) || isUtf16(bytes)) return { text, encoding: 'utf8' };
  return { text: Buffer.from(bytes).toString('latin1'), encoding: 'latin1' };
}

/**
 * What somebody copied from a terminal: each output is one of its host, what no format recognises is told. Undefined for any other text.
 * A text with the sessions of several hosts is a failure, because nobody knows for sure where one ends.
 * @param decoded the text of the bytes
 */
export function readSessionFile(file: ImportFile, decoded: string): Outcome<readonly Piece[]> | undefined {
  const { path, addresses, modifiedAt: at } = file;
  const { text, encoding } = readText(file.bytes, decoded);
  const session = readSession(text, file.format);
  if (session === undefined) return undefined;
  const [first, second] = session.hosts;
  if (second !== undefined)
    return fail(
      'unreadable-input',
      `${path}: it holds what was typed on several hosts (${first}, ${second}); make a file of each`,
    );
  const host = hostOf(file, session);
  const pieces: TextPiece[] = [];
  for (const output of session.outputs) {
    const owner = ownerOf(file, output, host);
    if (owner === undefined) return fail('unreadable-input', `${path}: its name says no host; name one with --host`);
    const stdout = Buffer.from(redactText(output.text, output.format), encoding);
    const collector = textSection(output.format.id, file.context);
    const section = { collector, sample: 1, status: 'ok', exitCode: 0, stdout } as const;
    pieces.push({ kind: 'text', path, host: owner, addresses, at, section, line: output.line });
  }
  const { unread: commands } = session;
  return succeed([...pieces, ...(commands.length === 0 ? [] : [{ kind: 'unread', path, commands } as const])]);
}
