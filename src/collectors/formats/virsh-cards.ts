import type { GuestFact } from '../../model/container-fact.ts';
import { canonicalMac } from '../../text/mac.ts';
import { readPrefix } from '../../text/prefix.ts';
import { known } from './known.ts';

/** Cards of one guest, in the making. */
interface Cards {
  readonly line: number;
  readonly macs: Set<string>;
  readonly addresses: Set<string>;
}

/** What the two tables tell that do not say of which guest they are. */
export interface CardTables {
  /** Takes a line that is theirs; false for any other. */
  read(line: string, number: number): boolean;
  /** The guest with what the tables tell of it. */
  complete(guest: GuestFact): GuestFact;
  /** Guests that nothing else tells of; a heading alone tells of none. */
  others(told: ReadonlySet<string>): readonly GuestFact[];
}

/** `# virsh domiflist web1`, as a loop over the guests prints it, also with options, quotes and what a prompt puts in front. */
const heading =
  /^[^\n]{0,80}\bdomif(?:list|addr) (?:--(?:inactive|full|source (?:lease|agent|arp)|source=\w{1,10}) ){0,4}(?:--domain )?(?:"([^"]{1,200})"|'([^']{1,200})'|(\S[^\n]{0,200}))$/;
const tableHead = /^ {0,4}(?:Interface {2,40}Type {2,40}Source|Name {2,40}MAC address {2,40}Protocol)/;
/** `vnet0  bridge  br0  virtio  52:54:00:12:34:56`; the MAC stands last. */
const listRow = /^ {0,4}\S{1,40} {1,40}\w{1,20} {1,40}\S[^\n]{0,200} ([0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5})$/;
/** `vnet0  52:54:00:12:34:56  ipv4  192.168.122.25/24`; a second address of a card has dashes in front. */
const addressRow = /^ {0,4}\S{1,40} {1,40}([0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}|-) {1,40}(?:ipv[46]|N\/A) {1,40}(\S{1,60})$/;

/** Tables of `virsh domiflist` and `virsh domifaddr`, each behind a line that names its guest. Format: virsh(1). */
export function cardTables(): CardTables {
  const guests = new Map<string, Cards>();
  let current: Cards | undefined;
  const add = (mac: string | undefined, address: string | undefined): true => {
    const card = canonicalMac(mac ?? '');
    const own = readPrefix(address ?? '')?.address;
    if (card !== undefined) current?.macs.add(card);
    if (own !== undefined) current?.addresses.add(own);
    return true;
  };
  const factsOf = ({ macs, addresses }: Cards) => ({ ...known('macs', [...macs]), ...known('addresses', [...addresses]) });
  return {
    read(line, number) {
      const [, double, single, plain] = heading.exec(line.trimEnd()) ?? [];
      const name = double ?? single ?? plain?.trim();
      if (name !== undefined) {
        current = guests.get(name) ?? { line: number, macs: new Set(), addresses: new Set() };
        guests.set(name, current);
        return true;
      }
      if (current === undefined) return false;
      const [, listed] = listRow.exec(line.trimEnd()) ?? [];
      const [, mac, address] = addressRow.exec(line.trimEnd()) ?? [];
      return listed !== undefined || address !== undefined ? add(listed ?? mac, address) : tableHead.test(line);
    },
    complete(guest) {
      const cards = guests.get(guest.name);
      if (cards === undefined) return guest;
      return { ...guest, ...factsOf({ ...cards, macs: new Set([...(guest.macs ?? []), ...cards.macs]) }) };
    },
    others: (told) =>
      [...guests].flatMap(([name, cards]): GuestFact[] =>
        told.has(name) || cards.macs.size + cards.addresses.size === 0
          ? []
          : [{ fact: 'guest', line: cards.line, hypervisor: 'libvirt', name, ...factsOf(cards) }],
      ),
  };
}
