import type { Fact } from '../../../model/fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { maskLength, readPrefix } from '../../../text/prefix.ts';
import { readInteger } from '../../../text/scan.ts';
import { known } from '../known.ts';

/** `== [ port1 ]`, and `==[port1]` below `== [onboard]`. */
const head = /^\s{0,20}== ?\[ ?([^\]\r\n]{1,64}?) ?\]\s{0,80}$/;
const address = /(?:^|\s)ip:\s{0,10}([\d.]{7,15})(?: ([\d.]{7,15})|\/(\d{1,2}))?(?=\s|$)/;
const address6 = /(?:^|\s)ipv6:\s{0,10}([\da-fA-F:.]{2,45}\/\d{1,3})(?=\s|$)/;
const status = /(?:^|\s)status:\s{0,10}(up|down)\b/;
const speed = /(?:^|\s)speed:\s{0,10}(\d{1,6})(?:Mbps|full|half)/;
const kind = /(?:^|\s)type:\s{0,10}([\w-]{2,30})/;

interface Draft {
  readonly line: number;
  readonly name: string;
  up?: boolean;
  kind?: string;
  speedMbps?: number;
  /** Whether anything was told of it at all. */
  told: boolean;
  readonly addresses: Fact[];
}

/**
 * On one line with the name stands the setting: an interface that is switched off is down, one that is not may be either. On a
 * line of its own stands the state of the link.
 */
function readState(draft: Draft, line: string): void {
  const state = status.exec(line)?.[1];
  const isSetting = /(?:^|\s)name:/.test(line);
  if (state !== undefined && (state === 'down' || !isSetting)) draft.up = state === 'up';
}

function readAddresses(draft: Draft, line: string, number: number): void {
  const [, text = '', mask, length] = address.exec(line) ?? [];
  const prefix = mask === undefined ? readInteger(length) : maskLength(mask);
  const found = [{ address: canonicalAddress(text), length: prefix }, { ...readPrefix(address6.exec(line)?.[1] ?? '') }];
  for (const { address: one, length: bits } of found) {
    if (one === undefined || one === '0.0.0.0' || one === '::') continue;
    draft.addresses.push({ fact: 'address', line: number, interface: draft.name, address: one, ...known('prefix', bits) });
  }
}

function readDetail(draft: Draft, line: string, number: number): void {
  draft.told = true;
  readState(draft, line);
  readAddresses(draft, line, number);
  const type = kind.exec(line)?.[1];
  const rate = readInteger(speed.exec(line)?.[1]);
  if (type !== undefined) draft.kind ??= type;
  if (rate !== undefined) draft.speedMbps ??= rate;
}

function factsOf({ line, name, up, kind: type, speedMbps, addresses, told }: Draft): readonly Fact[] {
  if (!told) return [];
  const details = { ...known('up', up), ...known('kind', type), ...known('speedMbps', speedMbps) };
  return [{ fact: 'interface', line, name, ...details }, ...addresses];
}

/**
 * `get system interface` and `get system interface physical` of FortiOS (FortiOS CLI Reference, system interface): name, type,
 * state, speed and addresses. The first list has an interface a line and tells what is set, the second has its ports alone.
 */
export function parseFortiosInterfaces(text: string): readonly Fact[] {
  const list = factList();
  let draft: Draft | undefined;
  for (const { number, text: whole } of readLines(text)) {
    const line = whole.slice(0, 2_000);
    const name = head.exec(line)?.[1];
    if (name !== undefined) {
      if (draft !== undefined) list.facts.push(...factsOf(draft));
      draft = { line: number, name, told: false, addresses: [] };
    } else if (draft !== undefined && line.trim() !== '') readDetail(draft, line, number);
    else if (line.trim() !== '') list.skip(number, line, 'outside any interface');
  }
  if (draft !== undefined) list.facts.push(...factsOf(draft));
  return list.facts;
}
