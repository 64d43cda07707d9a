import { isUtf8 } from 'node:buffer';
import { textSection } from '../collectors/readers.ts';
import { chooseFormat, formatsNamed, recogniseFormat } from '../collectors/texts/choose-format.ts';
import { redactText } from '../collectors/texts/redact-text.ts';
import { fail, type Outcome, succeed } from '../model/failure.ts';
import type { TextFormat } from '../model/text-format.ts';
import { decodeBytes, isUtf16 } from '../text/decode.ts';
import { isBundle, readBundle } from './bundle.ts';
import { hostOfFile, inventoryOfFile, walkOfFile } from './host-of-file.ts';
import type { ImportFile, Piece } from './import-file.ts';
import { readSessionFile } from './read-session-file.ts';
import { packerOf } from './unpack.ts';

const unreadable = (path: string, cause: string): Outcome<never> => fail('unreadable-input', `${path}: ${cause}`);

function formatOf(text: string, name: string): TextFormat | undefined {
  return name === 'auto' ? recogniseFormat(text) : chooseFormat(text, formatsNamed(name));
}

/**
 * Secrets are cut out before anything is kept, whatever the format: a file may hold a second output behind the one
 * it was recognised by. Everything else stays the same to the byte: what is no UTF-8 (octets in a walk, another code page) is cut as
 * characters of one byte each.
 */
function withoutSecrets(bytes: Uint8Array, text: string, format: TextFormat): Uint8Array {
  const cutFrom = (whole: string): string => redactText(whole, format);
  const cut = cutFrom(text);
  if (cut === text) return bytes;
  const isUnicode = isUtf8(bytes) || isUtf16(bytes);
  return isUnicode ? Buffer.from(cut) : Buffer.from(cutFrom(Buffer.from(bytes).toString('latin1')), 'latin1');
}

/** Lines that say something: what begins as a remark does in most files is none. */
const saysSomething = (text: string): boolean => /^[ \t]{0,200}[^\s#;!]/m.test(text);

/** A text that is said to be of a format, and of which that format understands nothing at all. */
function isNothingOf(text: string, format: TextFormat): boolean {
  if (!saysSomething(text) || recogniseFormat(text, [format]) !== undefined) return false;
  return format.parse(text).every(({ fact }) => fact === 'skipped');
}

/** Why nobody recognises it, and what to do. */
function unknownCause(bytes: Uint8Array, text: string): string {
  if (text.trim() === '') return 'there is nothing in it';
  const packer = packerOf(bytes);
  if (packer !== undefined) return `it is packed with ${packer}; unpack it`;
  if (text.includes('\0')) return 'it is no text; send the output of a command as text';
  return 'no format recognises it; name one with --format';
}

function readOutput(file: ImportFile, text: string): Outcome<Piece> {
  const { path, bytes, addresses } = file;
  const format = formatOf(text, file.format);
  if (format === undefined) return unreadable(path, unknownCause(bytes, text));
  if (file.format !== 'auto' && isNothingOf(text, format)) {
    return unreadable(path, `nothing in it is of ${file.format}; leave --format out, or name another (map parse --list)`);
  }
  const walk = format.group === 'walk' ? walkOfFile(path, file.host) : undefined;
  const named = walk?.host ?? file.host ?? hostOfFile(path) ?? file.within;
  const host = format.about === 'others' ? inventoryOfFile(file) : named;
  if (host === undefined) return unreadable(path, 'its name says no host; name one with --host');
  const section = {
    collector: textSection(format.id, file.context ?? walk?.context),
    sample: 1,
    status: 'ok',
    exitCode: 0,
    stdout: withoutSecrets(bytes, text, format),
  } as const;
  return succeed({ kind: 'text', path, host, addresses, at: file.modifiedAt, section });
}

const alone = (read: Outcome<Piece>): Outcome<readonly Piece[]> => (read.ok ? succeed([read.value]) : read);

/**
 * What one file is: a bundle, what somebody copied from a terminal, or one output of a host in a format that is named or recognised by
 * its content. A file nobody can read is a failure that says what to do; the others go on.
 */
export function readImportFile(file: ImportFile): Outcome<readonly Piece[]> {
  if (isBundle(file.bytes)) return alone(readBundle(file));
  const text = decodeBytes(file.bytes);
  return readSessionFile(file, text) ?? alone(readOutput(file, text));
}
