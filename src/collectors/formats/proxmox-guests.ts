import type { Fact } from '../../model/fact.ts';
import { type FactList, factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { known } from './known.ts';
import { machineFact, parseProxmox, readSetting, redactProxmox } from './proxmox.ts';

/** `# qm config 100`, as a loop over the machines prints it. */
const heading = /^[^\n]{0,80}\b(qm|pct) config (\d{1,10})\s{0,20}$/;
/** `100 web1  running  2048  32.00 1234`; a name has no blanks (qm(1)). */
const machineRow = /^ {0,12}(\d{1,10}) (\S{1,100}) {1,40}(running|stopped|paused|suspended|prelaunch) {1,40}\d/;
/** `101  running  (lock)  proxy` of `pct list`. */
const containerRow = /^(\d{1,10}) {1,20}(running|stopped) {1,40}(?:\S{1,40} {1,40})?(\S{1,100})\s{0,40}$/;
const tableHead = /^ {0,12}VMID\s/;
/** The name of a snapshot: what follows is of that. */
const snapshot = /^\[\S{1,100}\]$/;
/** A setting anybody may read; `[cut]` and others are left alone. */
const anySetting = /^(?:[A-Za-z][\w.-]{0,60}:[ \t]|\[cut\]|#)/;

interface Machine {
  readonly line: number;
  readonly kind: string;
  readonly id: string;
  /** Settings of `config`; empty for a row of a table. */
  readonly settings: Map<string, string>;
  state?: string;
}

class Machines {
  readonly #byId = new Map<string, Machine>();

  /** The machine of that number: numbers are unique in a cluster. */
  at(line: number, kind: string, id: string): Machine {
    const machine = this.#byId.get(id) ?? { line, kind, id, settings: new Map<string, string>() };
    this.#byId.set(id, machine);
    return machine;
  }

  facts(): Fact[] {
    return [...this.#byId.values()].map((machine): Fact => {
      const fact = machineFact(machine);
      return fact.fact === 'guest' ? { ...fact, ...known('state', machine.state) } : fact;
    });
  }
}

/** Takes a row of `qm list` or `pct list`; false for any other line. */
function readRow(machines: Machines, line: string, number: number): boolean {
  const [, machineId, machineName = '', machineState = ''] = machineRow.exec(line) ?? [];
  const [, containerId, , containerName = ''] = containerRow.exec(line) ?? [];
  if (machineId !== undefined) {
    const machine = machines.at(number, 'qemu-server', machineId);
    machine.state = machineState;
    if (!machine.settings.has('name')) machine.settings.set('name', machineName);
    return true;
  }
  if (containerId === undefined) return tableHead.test(line);
  const { settings } = machines.at(number, 'lxc', containerId);
  if (!settings.has('hostname')) settings.set('hostname', containerName);
  return true;
}

function readLine(machines: Machines, current: Machine | undefined, line: string, number: number, list: FactList): void {
  const [key, value] = readSetting(line) ?? [];
  if (current !== undefined && key !== undefined && value !== undefined) {
    // What `list` calls it is cut at its width; of two settings the first counts.
    const isName = key === 'name' || key === 'hostname';
    if (isName || !current.settings.has(key)) current.settings.set(key, value);
  } else if (!readRow(machines, line, number) && !anySetting.test(line)) list.skip(number, line, 'not of qm or pct');
}

/**
 * Machines of one node of Proxmox VE: `qm list`, `pct list`, and `qm config` and `pct config` each behind a line that names the machine, in any
 * order; and its configurations as `grep -rs : /etc/pve/local` prints them. Format: qm(1), pct(1), qm.conf(5), pct.conf(5).
 */
export function parseProxmoxGuests(text: string): readonly Fact[] {
  if (/^\/etc\/pve\//m.test(text)) return parseProxmox(text);
  const list = factList();
  const machines = new Machines();
  let current: Machine | undefined;
  for (const { number, text: line } of readLines(text)) {
    const [, tool, id] = heading.exec(line) ?? [];
    if (id !== undefined) current = machines.at(number, tool === 'pct' ? 'lxc' : 'qemu-server', id);
    else if (snapshot.test(line.trim()) || tableHead.test(line)) current = undefined;
    else if (line.trim() !== '') readLine(machines, current, line, number, list);
  }
  return [...machines.facts(), ...list.facts];
}

/** Any setting but those that tell which machine it is, behind a path or alone. */
const otherSetting =
  /^(?!(?:name|hostname|net\d{1,3}|smbios1|ostype|arch|memory|cores|onboot|template): )([A-Za-z][\w.-]{0,60}:[ \t])[^\n]*$/gm;

/** Leaves of each machine what tells which one it is: passwords and keys of cloud-init and free notes are cut out. */
export const redactProxmoxGuests = (text: string): string =>
  redactProxmox(text)
    .replace(otherSetting, '$1[cut]')
    .replace(/^#(?! {0,4}(?:qm|pct) config \d{1,10}\s{0,20}$)[^\n]*$/gm, '#[cut]');
