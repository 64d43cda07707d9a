import type { Fact, NeighborFact } from '../../model/fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { canonicalMac } from '../../text/mac.ts';
import { readWords } from '../../text/scan.ts';
import { arpTypes } from '../../text/windows-words.ts';

/** `Interface: 10.0.0.5 --- 0xb`, Windows NT to 2000 `Interface: 10.0.0.5 on Interface 0x2`; the first word is translated. */
const heading = /^\s{0,20}\S[^:\n]{0,80}: (\d{1,3}(?:\.\d{1,3}){3}) (?:---|.{1,60}) 0x([\da-fA-F]{1,8})\s{0,20}$/;

function readRow(text: string, line: number, index: string | undefined): NeighborFact | undefined {
  const [addressText = '', macText = '', ...types] = readWords(text);
  const address = canonicalAddress(addressText);
  if (address === undefined || address === '*') return undefined;
  const mac = canonicalMac(macText);
  const dashed = macText.includes('-') && mac !== undefined;
  // A row without a hardware address has its type next (`10.0.0.9  00-00-00-00-00-00  invalid` has one of zeros).
  const type = (dashed || /^[0-]+$/.test(macText) ? types : [macText, ...types]).join(' ');
  const state = arpTypes.find(([word]) => word.test(type))?.[1];
  if (!dashed && state === undefined) return undefined;
  return {
    fact: 'neighbor',
    line,
    address,
    ...(dashed ? { mac } : {}),
    ...(index === undefined ? {} : { interface: index }),
    ...(state === undefined ? {} : { state }),
  };
}

/**
 * Output of `arp -a` of Windows, in any language: a heading an interface, whose index is what a zone (`%11`) names
 * it by, then a row an address.
 */
export function parseArpWindows(text: string): readonly Fact[] {
  const list = factList();
  let index: string | undefined;
  /** The line below a heading names the columns. */
  let columns = false;
  for (const { number, text: line } of readLines(text)) {
    if (line.trim() === '') continue;
    const [found, , hex = ''] = heading.exec(line) ?? [];
    const fact = found === undefined ? readRow(line, number, index) : undefined;
    if (fact !== undefined) list.facts.push(fact);
    else if (found === undefined && !columns) list.skip(number, line, 'not a row of arp');
    if (found !== undefined) index = String(Number.parseInt(hex, 16));
    columns = found !== undefined;
  }
  return list.facts;
}
