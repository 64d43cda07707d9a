import type { Fact } from '../../../model/fact.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';

/** `10   SALES                            active    Gi1/0/1, Gi1/0/2` */
const row = /^(\d{1,4})\s{1,10}(\S.{0,63}?)\s{1,60}(?:active|suspended?|sus\/lshut|act\/\w{1,8})\b/;

/** `show vlan brief` of Cisco IOS, NX-OS and Arista EOS (command references): numbers and names. The ports may go on below. */
export function parseVlans(text: string): readonly Fact[] {
  const list = factList();
  for (const { number: line, text: whole } of readLines(text)) {
    const cut = whole.slice(0, 400);
    const [, vlan, name = ''] = row.exec(cut) ?? [];
    if (vlan !== undefined) list.facts.push({ fact: 'vlan', line, vlan: Number(vlan), name });
    else if (/^\d{1,4}\s/.test(cut)) list.skip(line, cut, 'not a VLAN');
  }
  return list.facts;
}
