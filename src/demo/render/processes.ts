import type { Machine, MachineProcess } from '../estate/machine.ts';

/** The question itself is one of the processes. */
function withQuestion({ processes }: Machine, args: string): readonly MachineProcess[] {
  const last = processes.at(-1);
  return last === undefined
    ? []
    : [...processes, { ...last, pid: last.pid + 4, ppid: last.pid, comm: args.split(' ', 1)[0] ?? '', args }];
}

/** Output of `ps -eww -o pid:10= -o ppid:10= -o user:32= -o comm:32= -o args=` (procps). */
export function renderPs(machine: Machine): string {
  const question = 'ps -eww -o pid:10= -o ppid:10= -o user:32= -o comm:32= -o args=';
  return withQuestion(machine, question)
    .map(({ pid, ppid, user, comm, args }) => {
      return `${`${pid}`.padStart(10)} ${`${ppid}`.padStart(10)} ${user.padEnd(32)} ${comm.padEnd(32)} ${args}\n`;
    })
    .join('');
}

/** Output of `ps -e -o pid,ppid,user,comm,args` (busybox). */
export function renderPlainPs(machine: Machine): string {
  const rows = withQuestion(machine, 'ps -e -o pid,ppid,user,comm,args').map(({ pid, ppid, user, comm, args }) => {
    return `${`${pid}`.padStart(5)} ${`${ppid}`.padStart(5)} ${user.slice(0, 8).padEnd(8)} ${comm.padEnd(16)} ${args}\n`;
  });
  return ['PID   PPID  USER     COMMAND          COMMAND\n', ...rows].join('');
}

/** /proc/PID/cgroup of every process (cgroups(7)), the hierarchies the collector asks for, paths in front. */
export function renderCgroups({ host, processes }: Machine): string {
  // The shell expands its pattern in the order of names, not of numbers.
  const inOrder = [...processes].sort((a, b) => (`${a.pid}` < `${b.pid}` ? -1 : 1));
  return inOrder
    .map(({ pid, cgroup = '/' }) => {
      if (host.flavour !== 'centos') return `${pid}/cgroup:0::${cgroup}\n`;
      // Version 1: a process is in one group of each hierarchy; only systemd's own knows of sessions.
      const devices = cgroup.startsWith('/system.slice/') ? cgroup : '/';
      return `${pid}/cgroup:4:devices:${devices}\n${pid}/cgroup:1:name=systemd:${cgroup}\n`;
    })
    .join('');
}

/** Output of `systemctl --no-pager show '*.service' -p Id,MainPID,Description,ActiveState` (systemctl(1)): a block a unit. */
export function renderUnits({ host, processes }: Machine): string {
  const running = host.programs.filter(({ unit }) => unit.endsWith('.service'));
  const blocks = running.map(({ unit, description }) => {
    const main = processes.find((process) => process.unit === unit);
    return `MainPID=${main?.pid ?? 0}\nId=${unit}\nDescription=${description ?? unit}\nActiveState=active\n`;
  });
  return [...blocks, 'MainPID=0\nId=emergency.service\nDescription=Emergency Shell\nActiveState=inactive\n'].join('\n');
}
