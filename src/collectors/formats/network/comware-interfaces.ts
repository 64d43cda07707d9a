import type { Fact } from '../../../model/fact.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { readPrefix } from '../../../text/prefix.ts';
import { readInteger } from '../../../text/scan.ts';
import { known } from '../known.ts';
import { deviceMac } from './hardware.ts';

/** Release 7 has the name on a line of its own, release 5 in front of the state. */
const bareName = /^ ?([A-Za-z][A-Za-z-]{1,30}\d[\d/.:]{0,30})$/;
const stateBelow = /^ ?Current state ?: {0,4}(.{1,60})/;
const stateBeside = /^ ?([A-Za-z][A-Za-z-]{1,30}\d[\d/.:]{0,30}) current state ?: {0,4}(.{1,60})/;
const hardware = /^ ?IP packet frame type: ?[\w, ]{1,40}, {1,4}hardware address: ([\da-f-]{14})/i;
const address = /^ ?Internet address(?: is|:) ([\d.]{7,15}\/\d{1,2})/i;
const mtu = /^ ?(?:The )?Maximum transmission unit(?: is)?:? {0,4}(\d{2,6})/i;
const oldMtu = /^ ?The Maximum Transmit Unit is (\d{2,6})/;
const description = /^ ?Description: (.{1,240})/;
const bandwidth = /^ ?Bandwidth: (\d{1,12}) kbps/;

interface Draft {
  readonly line: number;
  readonly name: string;
  readonly up: boolean;
  readonly addresses: Fact[];
  mac?: string | undefined;
  mtu?: number | undefined;
  alias?: string | undefined;
  speedMbps?: number | undefined;
}

const newDraft = (line: number, name: string, state: string): Draft => ({
  line,
  name,
  up: /^UP\b/i.test(state),
  addresses: [],
});

function readDetail(draft: Draft, row: string, line: number): void {
  draft.mac ??= deviceMac(hardware.exec(row)?.[1] ?? '');
  draft.mtu ??= readInteger((mtu.exec(row) ?? oldMtu.exec(row))?.[1]);
  const told = description.exec(row)?.[1]?.trim();
  // What every interface has that nobody described.
  if (told !== `${draft.name} Interface`) draft.alias ??= told;
  const kbps = readInteger(bandwidth.exec(row)?.[1]);
  if (kbps !== undefined && kbps > 0) draft.speedMbps ??= kbps / 1000;
  const read = readPrefix(address.exec(row)?.[1] ?? '');
  if (read !== undefined) {
    draft.addresses.push({
      fact: 'address',
      line,
      interface: draft.name,
      address: read.address,
      ...known('prefix', read.length),
    });
  }
}

const factsOf = ({ line, name, up, addresses, ...told }: Draft): readonly Fact[] => [
  {
    fact: 'interface',
    line,
    name,
    ...known('mac', told.mac),
    ...known('mtu', told.mtu),
    up,
    ...known('alias', told.alias),
    ...known('speedMbps', told.speedMbps),
  },
  ...addresses,
];

/**
 * `display interface` of Comware 5 and 7 (HPE, Interface Command Reference): state, MAC, description and addresses of each
 * interface. Lines of counters are what most of it is, and are not read.
 */
export function parseComwareInterfaces(text: string): readonly Fact[] {
  const list = factList();
  let draft: Draft | undefined;
  let name: string | undefined;
  const begin = (next: Draft): void => {
    if (draft !== undefined) list.facts.push(...factsOf(draft));
    draft = next;
  };
  for (const { number: line, text: whole } of readLines(text)) {
    const row = whole.slice(0, 400).trimEnd();
    const beside = stateBeside.exec(row);
    const below = stateBelow.exec(row);
    if (beside !== null) begin(newDraft(line, beside[1] ?? '', beside[2] ?? ''));
    else if (below !== null && name !== undefined) begin(newDraft(line - 1, name, below[1] ?? ''));
    else if (draft !== undefined) readDetail(draft, row, line);
    else if (row !== '' && !bareName.test(row)) list.skip(line, row, 'outside any interface');
    name = bareName.exec(row)?.[1];
  }
  if (draft !== undefined) list.facts.push(...factsOf(draft));
  return list.facts;
}
