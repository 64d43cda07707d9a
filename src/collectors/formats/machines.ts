import type { Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readAssignment } from '../../text/key-value.ts';
import { readLabelledLines } from '../../text/labelled-files.ts';
import { readInteger } from '../../text/scan.ts';
import { known } from './known.ts';

const folder = '/run/systemd/machines/';

interface Machine {
  readonly line: number;
  readonly values: Map<string, string>;
}

/** Files by name; `unit:NAME` is a link to one of them. */
function machinesIn(text: string): ReadonlyMap<string, Machine> {
  const machines = new Map<string, Machine>();
  for (const { number, path, text: line } of readLabelledLines(text)) {
    const name = path.slice(folder.length);
    const read = readAssignment(line, number);
    if (!path.startsWith(folder) || name === '' || name === 'unit' || read === undefined) continue;
    const machine = machines.get(name) ?? { line: number, values: new Map() };
    machines.set(name, machine);
    machine.values.set(read.key, read.value);
  }
  return machines;
}

/**
 * Containers of systemd-nspawn: the files in which systemd-machined keeps what `machinectl show` tells
 * (systemd-machined.service(8), src/machine/machine.c). Machines that others registered there are theirs to tell.
 */
export function parseMachines(text: string): readonly Fact[] {
  const list = factList();
  for (const [name, { line, values }] of machinesIn(text)) {
    if (values.get('SERVICE') !== 'systemd-nspawn') continue;
    list.facts.push({
      fact: 'container',
      line,
      runtime: 'nspawn',
      name: values.get('NAME') ?? name,
      ...known('pid', readInteger(values.get('LEADER'))),
      state: 'running',
    });
  }
  return list.facts;
}
