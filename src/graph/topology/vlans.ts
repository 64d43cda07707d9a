import type { Network } from '../../model/snapshot.ts';
import type { Site } from './sites.ts';

interface Member {
  readonly site: Site;
  readonly interface?: string;
}

export interface Vlans {
  /** The VLAN of a network by the hosts in it, where they agree, and its name, where one is told. */
  of(members: readonly Member[]): Pick<Network, 'vlan' | 'vlanName'>;
}

/** What has units without being on a wire: `tunnel.30`, `lo0.1`, `st0.2`. */
const tunnel = /^(?:tunnel|tun|loopback|lo|st|gre|vti|ipsec|wg|ppp|pppoe)[0-9]{0,4}\./i;

/** `Vlan20`, `vl20`, `eth0.20`, `irb.20`, `vlan.20`: the number at the end is that of the VLAN. */
function vlanOf(name: string): number | undefined {
  if (tunnel.test(name)) return undefined;
  const found = /^(?:vlan-?|vl|vlanif|vlan-interface)([0-9]{1,4})$/i.exec(name) ?? /^[a-z][a-z0-9-]*\.([0-9]{1,4})$/i.exec(name);
  const vlan = Number(found?.[1] ?? 0);
  return vlan > 0 && vlan < 4095 ? vlan : undefined;
}

/** The tags interfaces are told to have, whatever they are called, by name. */
const tagsOf = ({ told }: Site): ReadonlyMap<string, number> =>
  new Map(told.interface.flatMap(({ name, vlan }) => (vlan === undefined ? [] : [[name, vlan] as const])));

const only = <T>(values: ReadonlySet<T>): T | undefined => (values.size === 1 ? [...values][0] : undefined);

/** The VLANs in which bridges learned the MACs of hosts. */
function learnedVlans(sites: readonly Site[]): ReadonlyMap<string, ReadonlySet<number>> {
  const cards = new Set(sites.flatMap(({ macs }) => [...macs]));
  const learned = new Map<string, Set<number>>();
  for (const { told } of sites) {
    for (const { mac, vlan } of told.fdb) {
      if (vlan !== undefined && cards.has(mac)) learned.set(mac, (learned.get(mac) ?? new Set()).add(vlan));
    }
  }
  return learned;
}

/** What the hosts and bridges tell of VLANs. */
export function openVlans(sites: readonly Site[]): Vlans {
  const learned = learnedVlans(sites);
  const names = new Map<number, Set<string>>();
  for (const { told } of sites) {
    for (const { vlan, name } of told.vlan) {
      if (name !== undefined && name !== '') names.set(vlan, (names.get(vlan) ?? new Set()).add(name));
    }
  }
  const tags = new Map(sites.map((site) => [site, tagsOf(site)] as const));
  const byInterface = (members: readonly Member[]): Set<number> =>
    new Set(
      members.flatMap(({ site, interface: name }) =>
        name === undefined ? [] : (tags.get(site)?.get(name) ?? vlanOf(name) ?? []),
      ),
    );
  const byCard = (members: readonly Member[]): Set<number> =>
    new Set(
      members.flatMap(({ site, interface: name }) => {
        const card = site.told.interface.find((fact) => fact.name === name)?.mac?.toLowerCase();
        const vlans = card === undefined ? undefined : learned.get(card);
        return vlans?.size === 1 ? [...vlans] : [];
      }),
    );
  const ownName = (members: readonly Member[], vlan: number): string | undefined =>
    only(new Set(members.flatMap(({ site }) => site.told.vlan.flatMap((fact) => (fact.vlan === vlan ? (fact.name ?? []) : [])))));
  return {
    of(members) {
      const told = byInterface(members);
      const vlan = told.size > 0 ? only(told) : only(byCard(members));
      if (vlan === undefined) return {};
      const vlanName = ownName(members, vlan) ?? only(names.get(vlan) ?? new Set());
      return vlanName === undefined || vlanName === '' ? { vlan } : { vlan, vlanName };
    },
  };
}
