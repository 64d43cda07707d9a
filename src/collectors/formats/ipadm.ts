import type { AddressFact, Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { readPrefix } from '../../text/prefix.ts';
import { readWords } from '../../text/scan.ts';

const header = /^(?:ADDROBJ|NAME)\s{1,40}(?:CLASS\/)?TYPE\s/;
/** Solaris writes it where an address is not known (yet). */
const none: ReadonlySet<string> = new Set(['?', '--', '::/0']);

/** `10.0.0.1->10.0.0.2` is a tunnel: the first is its own end. */
function addressFact(object: string, text: string, line: number): AddressFact | undefined {
  const [own = ''] = text.split('->', 1);
  const read = readPrefix(own.replace(/%[^/]{1,32}/, ''));
  if (read === undefined) return undefined;
  const { address, length } = read;
  const device = object.slice(0, object.indexOf('/'));
  return { fact: 'address', line, address, ...(length === undefined ? {} : { prefix: length }), interface: device };
}

/**
 * Output of `ipadm show-addr` and `ipadm` (ipadm(8)) of Solaris and illumos: address objects (`net0/v4`), and
 * in the second the interfaces themselves.
 */
export function parseIpadm(text: string): readonly Fact[] {
  const list = factList();
  for (const { number, text: line } of readLines(text)) {
    const words = readWords(line);
    const [object = '', type = ''] = words;
    const last = words.at(-1) ?? '';
    if (words.length === 0 || header.test(line)) continue;
    const whole = words.length >= 4;
    if (whole && !object.includes('/') && last === '--') {
      const kind = type === 'loopback' ? { kind: type } : {};
      list.facts.push({ fact: 'interface', line: number, name: object, ...kind });
    } else if (!whole || !none.has(last)) {
      const fact = whole && object.includes('/') ? addressFact(object, last, number) : undefined;
      if (fact === undefined) list.skip(number, line, 'not an address of ipadm');
      else list.facts.push(fact);
    }
  }
  return list.facts;
}
