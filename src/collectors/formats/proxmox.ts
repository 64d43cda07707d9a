import type { Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readLabelledLines } from '../../text/labelled-files.ts';
import { canonicalMac } from '../../text/mac.ts';
import { readPrefix } from '../../text/prefix.ts';
import { known } from './known.ts';

const file = /^\/etc\/pve\/.{0,200}?(qemu-server|lxc)\/(\d{1,10})\.conf$/;
const setting = /^([a-z]{1,20}\d{0,3}):\s{0,10}(\S.{0,2000})$/;
const networkCard = /^net\d{1,3}$/;
const macValue = /(?:^|,)(?:\w{1,20}|hwaddr)=([0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5})(?=,|$)/;
const addressValue = /(?:^|,)ip6?=([0-9a-fA-F.:]{2,45}\/\d{1,3})(?=,|$)/g;
const uuidValue = /(?:^|,)uuid=([0-9a-fA-F-]{36})(?=,|$)/;

/** A machine by its settings. */
interface Machine {
  readonly line: number;
  readonly kind: string;
  readonly id: string;
  /** The first of each: what follows is of snapshots. */
  readonly settings: Map<string, string>;
}

/** `net0: virtio=…`; undefined for any other line. */
export function readSetting(line: string): readonly [key: string, value: string] | undefined {
  const [, key, value = ''] = setting.exec(line) ?? [];
  return key === undefined ? undefined : [key, value];
}

function machinesIn(text: string): ReadonlyMap<string, Machine> {
  const machines = new Map<string, Machine>();
  for (const { number, path, text: line } of readLabelledLines(text)) {
    const [, kind = '', id = ''] = file.exec(path) ?? [];
    const [key, value = ''] = readSetting(line) ?? [];
    if (id === '' || key === undefined) continue;
    const machine = machines.get(path) ?? { line: number, kind, id, settings: new Map() };
    machines.set(path, machine);
    if (!machine.settings.has(key)) machine.settings.set(key, value);
  }
  return machines;
}

/** A virtual machine (`kind` is `qemu-server`) or a container of LXC (`lxc`). */
export function machineFact({ line, kind, id, settings }: Machine): Fact {
  const cards = [...settings].flatMap(([key, value]) => (networkCard.test(key) ? [value] : []));
  const addresses = cards
    .flatMap((card) => [...card.matchAll(addressValue)])
    .flatMap(([, text = '']) => readPrefix(text)?.address ?? []);
  if (kind === 'lxc') {
    return {
      fact: 'container',
      line,
      runtime: 'lxc',
      id,
      ...known('name', settings.get('hostname')),
      ...known('addresses', addresses),
    };
  }
  const macs = cards.flatMap((card) => canonicalMac(macValue.exec(card)?.[1] ?? '') ?? []);
  return {
    fact: 'guest',
    line,
    hypervisor: 'proxmox',
    name: settings.get('name') ?? id,
    id,
    ...known('uuid', uuidValue.exec(settings.get('smbios1') ?? '')?.[1]?.toLowerCase()),
    ...known('macs', macs),
  };
}

/**
 * Configurations of Proxmox VE, `grep -rs : /etc/pve/local/qemu-server /etc/pve/local/lxc` (qm.conf(5), pct.conf(5)):
 * virtual machines, and containers, which are those of LXC.
 */
export function parseProxmox(text: string): readonly Fact[] {
  const list = factList();
  for (const machine of machinesIn(text).values()) list.facts.push(machineFact(machine));
  return list.facts;
}

/** Any setting but these: passwords and keys of cloud-init, notes, disks. */
const otherSetting =
  /^(\/etc\/pve\/[^:\n]{1,300}:)(?!(?:name|hostname|net\d{1,3}|smbios1|ostype|arch|memory|cores|onboot|template): )[^\n]*$/gm;

/** Leaves of the configurations the settings that tell which machine it is. */
export const redactProxmox = (text: string): string => text.replace(otherSetting, '$1[cut]');
