import type { Program } from './estate.ts';
import type { MachineProcess } from './machine.ts';

/** A process table in the making: gives the next process its number. */
export type Start = (process: Omit<MachineProcess, 'pid'>) => MachineProcess;

/** The processes of one program. */
export interface Running {
  readonly main: MachineProcess;
  readonly workers: readonly MachineProcess[];
  readonly caller: MachineProcess | undefined;
}

export function kernelThreads(): MachineProcess[] {
  const thread = (pid: number, comm: string): MachineProcess => ({ pid, ppid: 2, user: 'root', comm, args: `[${comm}]` });
  return [{ ...thread(2, 'kthreadd'), ppid: 0 }, thread(15, 'ksoftirqd/0'), thread(42, 'kworker/0:1-eve')];
}

/** The first process is number 1, whatever was there before. */
export const nextPid = (processes: readonly MachineProcess[]): number => {
  const own = processes.filter(({ cgroup }) => cgroup !== undefined).length;
  return own === 0 ? 1 : 597 + own * 7;
};

export function startProgram(program: Program, start: Start): Running {
  const { user, unit } = program;
  const comm = program.comm ?? program.name;
  const common = { user, comm, unit, cgroup: cgroupOf(unit) };
  // Masters open ports below 1024 as root and hand them to workers without rights.
  const isMaster = program.workers !== undefined;
  const main = start({
    ...common,
    user: isMaster ? 'root' : user,
    ppid: unit === 'init.scope' || unit === 'init' ? 0 : 1,
    args: program.args,
  });
  const child = (args: string) => start({ ...common, ppid: main.pid, args });
  return {
    main,
    workers: (program.workers ?? []).map(child),
    caller: program.caller === undefined ? undefined : child(program.caller),
  };
}

/** Where systemd puts a unit: instances of a template have a slice of their own (systemd.slice(5)). */
function cgroupOf(unit: string): string {
  if (unit === 'init.scope') return '/init.scope';
  if (!unit.endsWith('.service')) return '/';
  const template = unit.split('@', 1)[0];
  return template === unit ? `/system.slice/${unit}` : `/system.slice/system-${template}.slice/${unit}`;
}
