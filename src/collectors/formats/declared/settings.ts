import { readWords } from '../../../text/scan.ts';
import type { ConfigFile } from './config-file.ts';

/** One `key = value` line and the section it stands in. */
export interface Setting {
  readonly number: number;
  /** Text between the brackets of the last `[section]`. */
  readonly section: string;
  /** Lower case. */
  readonly key: string;
  readonly value: string;
}

const sectionLine = /^\s*\[([^\]]{1,200})\]/;
const settingLine = /^\s*([A-Za-z][\w .:-]{0,80}?)\s*[=:]\s*(.*)$/;

/** Quotes taken off both ends. */
export const bare = (text: string): string => text.trim().replace(/^["']|["'];?$/g, '');

/** Settings of an INI file (systemd.syntax(7), sssd.conf(5), yum.conf(5)); an indented line goes on with the value before it. */
export function readSettings({ lines }: ConfigFile): readonly Setting[] {
  const settings: Setting[] = [];
  let section = '';
  for (const { number, text } of lines) {
    const [, name] = sectionLine.exec(text) ?? [];
    const [, key, value] = name === undefined ? (settingLine.exec(text) ?? []) : [];
    const last = settings.at(-1);
    if (name !== undefined) section = name;
    else if (key !== undefined && value !== undefined && !/^\s*[a-z+]+:\/\//i.test(text)) {
      settings.push({ number, section, key: key.toLowerCase(), value: value.trim() });
    } else if (last !== undefined && /^[ \t]+(?:[a-z+]+:\/\/|[^=\s][^=]*$)/i.test(text)) {
      settings.push({ ...last, number, value: text.trim() });
    }
  }
  return settings;
}

/** A line of words, before a comment. */
export interface WordLine {
  readonly number: number;
  /** The first word, lower case. */
  readonly keyword: string;
  readonly values: readonly string[];
}

/** Lines of `keyword value…` (ntp.conf(5), chrony.conf(5), ldap.conf(5)); empty ones and comments left out. */
export function* wordLines({ lines }: ConfigFile): Generator<WordLine> {
  for (const { number, text } of lines) {
    const words = readWords(text);
    const comment = words.findIndex((word) => /^[#!;]/.test(word));
    const [keyword, ...values] = comment === -1 ? words : words.slice(0, comment);
    if (keyword !== undefined) yield { number, keyword: keyword.toLowerCase(), values };
  }
}
