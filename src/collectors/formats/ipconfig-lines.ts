import { type Line, readLines } from '../../text/lines.ts';

/** One value of a key; a key may have several, one a line. */
export interface IpconfigEntry {
  readonly line: number;
  readonly key: string;
  readonly values: { readonly line: number; readonly text: string }[];
}

/** What stands below one heading; the first section has the host's own keys. */
export interface IpconfigSection {
  readonly line: number;
  readonly heading: string;
  readonly entries: IpconfigEntry[];
}

/**
 * `IPv4 Address. . . . . . . . . . . : 10.0.0.5(Preferred)`: dots lead from the key to the colon, since a translated key
 * may have a colon of its own (`Vínculo: dirección IPv6 local. . . : fe80::1`).
 */
const dotted = /^[ \t]{1,19}(\S.{0,160}?[. ]):(?:[ \t](.*))?$/;
/** A translated key that fills the room has no dots: `Verbindungsspezifisches DNS-Suffix: `. */
const plain = /^[ \t]{1,19}(\S[^:\n]{0,160}):(?:[ \t](.*))?$/;
const leader = /[ .]{1,120}$/;
/** Adapter headings end in a colon (`Carte Ethernet Ethernet0 :`); the first one does not. */
const heading = /^\S.{0,300}$/;
const deepest = 20;

const readEntry = (text: string): readonly (string | undefined)[] => dotted.exec(text) ?? plain.exec(text) ?? [];
const isContinuation = (text: string): boolean => text.length - text.trimStart().length >= deepest;

/** Lines of `ipconfig`, in any language: headings, keys with dots, further values far to the right. */
export function readIpconfig(text: string, skip: (line: Line) => void): readonly IpconfigSection[] {
  const sections: IpconfigSection[] = [];
  for (const line of readLines(text)) {
    const section = sections.at(-1);
    const [, key, value = ''] = readEntry(line.text.slice(0, 2_000));
    const last = section?.entries.at(-1);
    if (line.text.trim() === '') continue;
    if (key !== undefined && section !== undefined) {
      section.entries.push({
        line: line.number,
        key: key.replace(leader, ''),
        values: [{ line: line.number, text: value.trim() }],
      });
    } else if (isContinuation(line.text) && last !== undefined) {
      last.values.push({ line: line.number, text: line.text.trim() });
    } else if (heading.test(line.text)) {
      sections.push({ line: line.number, heading: line.text.trim(), entries: [] });
    } else skip(line);
  }
  return sections;
}
