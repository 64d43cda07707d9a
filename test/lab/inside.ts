/** The lab itself, as the first process of its namespaces: up, checks, down. Started by run.ts. */
import { readFileSync } from 'node:fs';
import { openCheckList } from './check-list.ts';
import { checkLab } from './checks.ts';
import { readContainers, tryNat } from './features.ts';
import { closeLab, type Lab, openLab } from './lab.ts';
import { waitUntilReady } from './readiness.ts';
import { command } from './run-command.ts';

const [directory = '', cgroup = '', ...options] = process.argv.slice(2);
const minutes = Number(process.env['MAP_LAB_MINUTES'] ?? 15);

const say = (line: string): boolean => process.stderr.write(`lab: ${line}\n`);

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

function showLogs(lab: Lab): void {
  for (const { host, log } of lab.hosts) {
    const tail = readFileSync(log, 'utf8').trim().split('\n').slice(-5);
    for (const line of tail.filter((text) => text !== '')) say(`${host.name}: ${line}`);
  }
}

async function main(): Promise<number> {
  const started = Date.now();
  await command(['mount', '-t', 'tmpfs', '-o', 'mode=755', 'none', directory]);
  const noNat = await tryNat();
  if (noNat !== undefined) print(`skipped: containers and NAT (ctr1, office1, nat1): ${noNat}`);
  const podman = !options.includes('--no-podman');
  const nat = noNat === undefined;
  const lab = await openLab({ directory, cgroup: cgroup === '' ? undefined : cgroup, nat, podman });
  try {
    const { containers, because } = nat ? await readContainers(lab) : { containers: 'podman' as const };
    if (because !== undefined) print(`skipped: containers, bare network namespaces in their place: ${because}`);
    const variant = { containers, nat };
    await waitUntilReady(lab, variant);
    say(`up after ${((Date.now() - started) / 1000).toFixed(1)} s`);
    if (options.includes('--hold')) {
      say(`held for ${minutes} minutes; Ctrl-C ends it`);
      await new Promise(() => {});
    }
    const list = openCheckList(print);
    await checkLab(lab, variant, list, print);
    if (list.failed() > 0) showLogs(lab);
    print(`${list.passed()} passed, ${list.failed()} failed`);
    return list.failed() === 0 ? 0 : 1;
  } catch (error) {
    showLogs(lab);
    throw error;
  } finally {
    closeLab(lab);
  }
}

/** As the first process of its pid namespace it takes every other one with it. */
function stop(why: string): void {
  say(why);
  process.exit(1);
}

process.stdin.on('end', () => stop('interrupted')).resume();
setTimeout(() => stop(`stopped after ${minutes} minutes`), minutes * 60_000);
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.stdout.write('0 passed, 1 failed\n');
    process.exit(1);
  },
);
