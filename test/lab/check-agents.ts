import { readFileSync } from 'node:fs';
import type { CheckList } from './check-list.ts';
import type { Lab } from './lab.ts';
import { agentWords, communityWords, map, readSnapshot, scanWords, userWords } from './map-command.ts';
import { processesOf } from './processes.ts';
import { waitFor } from './run-command.ts';
import { hostNamed, ipv4Of, users } from './topology.ts';

const unless = (right: boolean, complaint: string): readonly string[] => (right ? [] : [complaint]);
const address = (name: string): string => ipv4Of(hostNamed(name).number);

/** Status and message of each target, by the events of a scan. */
function endsOf(stdout: string): ReadonlyMap<string, { readonly status?: string; readonly message?: string }> {
  const events = stdout.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
  return new Map(events.filter(({ event }) => event === 'host-finished').map((event) => [event.target, event]));
}

/** What is wrong with a credential, and what the target ends as: `docs/scanning.md`. */
const wrongOnes: readonly (readonly [what: string, host: string, words: readonly string[], status: string])[] = [
  ['a wrong community', 'web1', ['--snmp-community', 'env:LAB_WRONG'], 'snmp-unanswered'],
  ['a community where a user is wanted', 'legacy1', communityWords, 'snmp-unanswered'],
  ['a wrong privacy password', 'legacy1', userWords('LAB_AUTH', 'LAB_WRONG'), 'snmp-user-unanswered'],
  ['a wrong authentication password', 'legacy1', userWords('LAB_WRONG'), 'snmp-auth-wrong'],
  ['an unknown user', 'legacy1', userWords('LAB_AUTH', 'LAB_PRIV', 'nobody'), 'snmp-user-unknown'],
  ['a user without privacy', 'legacy1', userWords().slice(0, 4), 'snmp-denied'],
];

async function checkWrong(lab: Lab, list: CheckList): Promise<void> {
  const results = await Promise.all(
    wrongOnes.map(([, host, words], index) =>
      map(lab, scanWords(lab, users.plain, `wrong-${index}`, [address(host)], [...words, '--no-ssh'])),
    ),
  );
  wrongOnes.forEach(([what, host, , status], index) => {
    const { code, stdout, stderr } = results[index] ?? { code: -1, stdout: '', stderr: '' };
    const end = endsOf(stdout).get(address(host));
    list.check(
      `${what}: exit 3, ${status}: ${end?.message ?? ''}`,
      unless(code === 3 && end?.status === status, `exit ${code}: ${stdout}${stderr}`),
    );
  });
}

/** Time a process has had on a processor (proc(5): utime and stime), in ticks of 10 ms. */
function ticksOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** The agent of one host is stopped while it answers. */
async function checkStopped(lab: Lab, list: CheckList): Promise<void> {
  const running = lab.hosts.find(({ host }) => host.name === 'legacy1');
  const pid = running && processesOf(running).find(({ name }) => name === 'snmpd')?.pid;
  if (pid === undefined) throw new Error('no agent on legacy1');
  const others = ['sw1', 'sw2', 'web1', 'db1'];
  const targets = [...others, 'legacy1'].map(address);
  const before = ticksOf(pid);
  const scan = map(lab, scanWords(lab, users.plain, 'network-stopped', targets, [...agentWords, '--no-ssh', '--timeout', '2']));
  // Often: all that is asked of it takes the agent some tenths of a second.
  await waitFor('the agent of legacy1 is asked', 20, async () => (ticksOf(pid) > before + 1 ? undefined : 'not yet'), 2);
  process.kill(pid, 'SIGSTOP');
  const { code, stdout, stderr } = await scan;
  process.kill(pid, 'SIGCONT');
  const ends = endsOf(stdout);
  const told = ends.get(address('legacy1'));
  list.check(
    `an agent that stops in the middle: exit 3, snmp-stopped: ${told?.message ?? ''}`,
    unless(code === 3 && told?.status === 'snmp-stopped', `exit ${code}: ${stdout}${stderr}`),
  );
  list.check(
    'an agent that stops in the middle: the others are read',
    others.flatMap((name) =>
      unless(ends.get(address(name))?.status === 'collected', `${name}: ${ends.get(address(name))?.status}`),
    ),
  );
  const { hosts } = await readSnapshot(lab, 'network-stopped');
  list.check(
    'an agent that stops in the middle: what it told before is kept',
    unless(
      hosts.some(({ name }) => name === 'legacy1'),
      hosts.map(({ name }) => name).join(' '),
    ),
  );
}

/** Agents that do not take the credential, and one that falls silent. */
export async function checkAgents(lab: Lab, list: CheckList): Promise<void> {
  await list.part('wrong credentials of SNMP', () => checkWrong(lab, list));
  await list.part('an agent that stops', () => checkStopped(lab, list));
}
