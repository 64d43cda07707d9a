import type { Fact } from '../../model/fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { type ReadPrefix, readPrefix, routeDestination } from '../../text/prefix.ts';
import { readWords } from '../../text/scan.ts';

const abbreviated = /^\d{1,3}(\.\d{1,3}){0,2}(\/\d{1,2})?$/;
const octets = 4;

/** BSD leaves trailing zero octets out, and the length where it is that of the octets written: `127`, `192.168.1`, `10.0/16`. */
function readAbbreviated(text: string): ReadPrefix | undefined {
  const [digits = '', length] = text.split('/', 2);
  const written = digits.split('.');
  const whole = [...written, ...Array<string>(octets - written.length).fill('0')].join('.');
  return readPrefix(`${whole}/${length ?? written.length * 8}`);
}

/** `fe80::%lo0/64`: the zone stands before the length. */
function readDestination(text: string, inet6: boolean): ReadPrefix | undefined {
  if (text === 'default') return readPrefix(inet6 ? '::/0' : '0.0.0.0/0');
  if (!inet6 && abbreviated.test(text)) return readAbbreviated(text);
  return readPrefix(text.replace(/%[^/]{1,16}/, ''));
}

/**
 * Output of `netstat -rn` of BSD and macOS (netstat(1)): a table a family. The gateway may be a link
 * (`link#4`, a MAC) instead of an address; flag R rejects, B drops, L is a neighbor, not a route.
 */
export function parseNetstatRoutesBsd(text: string): readonly Fact[] {
  const list = factList();
  let inet6 = false;
  let columns: readonly string[] = [];
  for (const { number, text: line } of readLines(text)) {
    const words = readWords(line);
    const [first = '', gatewayText = '', flags = ''] = words;
    if (first === 'Internet:' || first === 'Internet6:') inet6 = first === 'Internet6:';
    else if (first === 'Destination') columns = words;
    else if (first !== '' && columns.length > 0) {
      const destination = readDestination(first, inet6);
      const gateway = canonicalAddress(gatewayText);
      const device = words[columns.findIndex((name) => name === 'Netif' || name === 'Interface')];
      if (destination === undefined) list.skip(number, line, 'not a route');
      else if (!/[RBLm]/.test(flags)) {
        list.facts.push({
          fact: 'route',
          line: number,
          destination: routeDestination(destination),
          ...(gateway === undefined ? {} : { gateway }),
          ...(device === undefined ? {} : { interface: device }),
        });
      }
    }
  }
  return list.facts;
}
