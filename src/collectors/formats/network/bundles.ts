import type { Fact } from '../../../model/fact.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { readWords } from '../../../text/scan.ts';

/**
 * `1      Po1(SU)         LACP      Gi1/0/1(P)  Gi1/0/2(P)`; NX-OS has the type before the protocol, EOS no number:
 * `   Po1(U)             LACP(a)         Et47(PG+) Et48(PG+)`.
 */
const group = /^(?:\d{1,5}\s{1,10}|\s{0,8}(?=Po\d))([A-Za-z][\w/-]{1,30})\([A-Za-z]{1,6}\)/;
/** `PEt3(P)` of EOS is a port of the other switch of a pair (MLAG). */
const member = /^(?!PEt\d)([A-Za-z][\w/.-]{2,40})\([A-Za-z*^+-]{1,8}\)$/;

/**
 * Bundles of ports: `show etherchannel summary` of Cisco IOS, `show port-channel summary` of NX-OS, `show port-channel dense` of EOS,
 * which is `summary` in old releases (command references). The members may go on below.
 */
export function parseBundles(text: string): readonly Fact[] {
  const list = factList();
  let members: { port: string }[] | undefined;
  for (const { number: line, text: whole } of readLines(text)) {
    const row = whole.slice(0, 400);
    const port = group.exec(row)?.[1];
    if (port !== undefined) {
      members = [];
      list.facts.push({ fact: 'aggregate', line, port, members });
    } else if (!/^\s{20}/.test(row)) members = undefined;
    // After the bundle comes the protocol, in EOS with marks of its own: `LACP(a)`.
    const first = port === undefined ? 0 : /^\d/.test(row) ? 3 : 2;
    for (const word of members === undefined ? [] : readWords(row).slice(first)) {
      const name = member.exec(word)?.[1];
      if (name !== undefined) members?.push({ port: name });
    }
    if (port === undefined && /^\d{1,5}\s/.test(row)) list.skip(line, row, 'not a bundle');
  }
  return list.facts;
}
