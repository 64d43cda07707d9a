import type { Fact } from '../../../model/fact.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { readInteger } from '../../../text/scan.ts';
import { known } from '../known.ts';
import { deviceMac } from './hardware.ts';

const head = /^if=(\S{1,64}) family=\w{1,4} type=\d{1,5} index=\d{1,9}(?: mtu=(\d{2,6}))?/;
const flags = /(?:^|\s)flags=([a-z ]{0,120})/;
const hardware = /\bhw_addr=([\da-fA-F:]{17})/;
const detail = /^(?:ref=|flags=|Qdisc=|stat:|re:|te:|misc|input_type=|total:)/;

interface Draft {
  readonly line: number;
  readonly name: string;
  readonly mtu: number | undefined;
  up?: boolean;
  mac?: string;
}

const factOf = ({ line, name, mtu, up, mac }: Draft): Fact => ({
  fact: 'interface',
  line,
  name,
  ...known('mac', mac),
  ...known('mtu', mtu),
  ...known('up', up),
});

function readDetail(draft: Draft, row: string): void {
  const words = flags.exec(row)?.[1]?.split(' ');
  const mac = deviceMac(hardware.exec(row)?.[1] ?? '');
  // `up` is the setting, `run` the link (IFF_UP, IFF_RUNNING; netdevice(7)).
  if (words !== undefined) draft.up ??= words.includes('up') && words.includes('run');
  if (mac !== undefined && mac !== '00:00:00:00:00:00') draft.mac ??= mac;
}

/**
 * `diagnose netlink interface list` of FortiOS (Fortinet: Understanding `diagnose netlink interface list`): the interfaces of the
 * kernel with MAC, MTU and state, some lines each. Their numbers are not those of SNMP, and `master` does not say whether it is
 * a bundle or a switch.
 */
export function parseFortiosCards(text: string): readonly Fact[] {
  const list = factList();
  let draft: Draft | undefined;
  for (const { number, text: whole } of readLines(text)) {
    const row = whole.slice(0, 400);
    const [, name, mtu] = head.exec(row) ?? [];
    if (name !== undefined) {
      if (draft !== undefined) list.facts.push(factOf(draft));
      draft = { line: number, name, mtu: readInteger(mtu) };
      readDetail(draft, row);
    } else if (draft !== undefined && detail.test(row)) readDetail(draft, row);
    else if (row.trim() !== '') list.skip(number, row, 'not an interface of the kernel');
  }
  if (draft !== undefined) list.facts.push(factOf(draft));
  return list.facts;
}
