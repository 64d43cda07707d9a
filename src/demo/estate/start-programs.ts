import type { Container, Program } from './estate.ts';
import { hexOf } from './hash.ts';
import type { MachineProcess } from './machine.ts';

const thread = (pid: number, comm: string, ppid = 2): MachineProcess => ({ pid, ppid, user: 'root', comm, args: `[${comm}]` });

/** The processes of one host in the making, with the numbers the kernel gives out. */
export class ProcessTable {
  readonly processes: MachineProcess[] = [thread(2, 'kthreadd', 0), thread(15, 'ksoftirqd/0'), thread(42, 'kworker/0:1-eve')];
  #next = 1;

  start(process: Omit<MachineProcess, 'pid'>): MachineProcess {
    const started = { ...process, pid: this.#next };
    this.processes.push(started);
    // The first one is init; between it and the next ones the machine has booted.
    this.#next = this.#next === 1 ? 604 : this.#next + 7;
    return started;
  }
}

/** The processes of one program. */
export interface Running {
  readonly main: MachineProcess;
  readonly workers: readonly MachineProcess[];
  readonly caller: MachineProcess | undefined;
}

/** Starts what a program consists of before anybody connects. */
export function startProgram(program: Program, table: ProcessTable): Running {
  const { user, unit, args, container } = program;
  const kept = container === undefined ? { unit, cgroup: cgroupOf(unit) } : { container, cgroup: containerGroup(container) };
  const common = { user, comm: program.comm ?? program.name, ...kept };
  const ppid = table.processes.some(({ pid }) => pid === 1) ? 1 : 0;
  // Masters open ports below 1024 as root and hand them to workers without rights.
  const main = table.start({ ...common, ...(program.workers === undefined ? {} : { user: 'root' }), ppid, args });
  const child = (args: string) => table.start({ ...common, ppid: main.pid, args });
  return {
    main,
    workers: (program.workers ?? []).map(child),
    caller: program.caller === undefined ? undefined : child(program.caller),
  };
}

/** Where docker puts a container, with the cgroup driver of systemd. */
const containerGroup = (container: Container): string => `/system.slice/docker-${containerId(container)}.scope`;

/** 64 digits, as docker gives them. */
export const containerId = ({ name, image }: Container): string => hexOf(name) + hexOf(image);

/** Where systemd puts a unit: instances of a template have a slice of their own (systemd.slice(5)). */
function cgroupOf(unit: string): string {
  if (unit === 'init.scope') return '/init.scope';
  if (!unit.endsWith('.service')) return '/';
  const template = unit.split('@', 1)[0];
  return template === unit ? `/system.slice/${unit}` : `/system.slice/system-${template}.slice/${unit}`;
}
