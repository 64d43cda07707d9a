import { checkAccess } from './check-access.ts';
import { checkRebuild, checkRepeat } from './check-again.ts';
import { checkBundles, collectBundles } from './check-bundle.ts';
import type { CheckList } from './check-list.ts';
import { checkNetwork } from './check-network.ts';
import { checkSecrets } from './check-secrets.ts';
import { openSnapshotChecks } from './check-snapshot.ts';
import { compareFingerprints, type Fingerprint, readFingerprints } from './fingerprint.ts';
import type { Lab } from './lab.ts';
import { database, map, mapInterrupted, mapOutput, readSnapshot, scanWords, temporaryFiles } from './map-command.ts';
import { strangers } from './processes.ts';
import { waitFor } from './run-command.ts';
import { hangingHost, hostNamed, ipv4Of, openHosts, overSsh, users, type Variant } from './topology.ts';
import { writtenAndSeen } from './variant-edges.ts';

const hanging = ipv4Of(hostNamed(hangingHost).number);

const unless = (right: boolean, complaint: string): readonly string[] => (right ? [] : [complaint]);

/** Number of hosts the event stream of a scan reported with this status. */
function finished(stdout: string, status: string): number {
  const events = stdout.split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'));
  const parsed = events.map((line) => JSON.parse(line) as { readonly event?: string; readonly status?: string });
  return parsed.filter((event) => event.event === 'host-finished' && event.status === status).length;
}

/** A configuration of what was seen in use is one more witness of it. */
async function checkWitnesses(lab: Lab, list: CheckList): Promise<void> {
  const complaints = writtenAndSeen.map(async ([client, server, file]) => {
    const told = await mapOutput(lab, ['explain', client, server, '--verbose', '--db', database(lab, 'sudo')]);
    return unless(told.includes(file), `${client} to ${server}: ${file} is no witness`);
  });
  list.check('configurations of haproxy and nginx are witnesses of what was seen', (await Promise.all(complaints)).flat());
}

/** The hanging host may cost its own deadline; the others must not wait for it, and the whole not much longer. */
async function checkHang(lab: Lab, list: CheckList): Promise<void> {
  const deadline = 6;
  const samplesTake = 2;
  const started = Date.now();
  const words = scanWords(lab, users.sudo, 'hang', [...overSsh, hanging], ['--deadline', String(deadline)]);
  const { code, stdout, stderr } = await map(lab, words);
  const seconds = (Date.now() - started) / 1000;
  const { coverage } = await readSnapshot(lab, 'hang');
  list.check('a host that hangs: exit 3', unless(code === 3, `exit ${code}: ${stderr.trim()}`));
  list.check('a host that hangs: every other is collected', unless(finished(stdout, 'collected') === openHosts.length, stdout));
  list.check(
    'a host that hangs: told as hung, the only failure',
    unless(
      coverage.failed.map(({ target, status }) => `${target} ${status}`).join() === `${hanging} hung`,
      JSON.stringify(coverage.failed),
    ),
  );
  list.check(
    `a host that hangs costs its own deadline only (${seconds.toFixed(1)} s, deadline ${deadline} + ${samplesTake} s)`,
    unless(seconds < deadline + samplesTake + 6, `${seconds} s`),
  );
}

async function checkInterrupt(lab: Lab, list: CheckList): Promise<void> {
  const words = scanWords(lab, users.sudo, 'interrupted', [...overSsh, hanging], ['--deadline', '50']);
  const stopped = await mapInterrupted(lab, words, (stdout) => finished(stdout, 'collected') === openHosts.length);
  list.check('Ctrl-C: exit 130', unless(stopped.code === 130, `exit ${stopped.code}: ${stopped.stderr.trim()}`));
  list.check(`Ctrl-C: done within 2 s (${stopped.milliseconds} ms)`, unless(stopped.milliseconds < 2000, 'too slow'));
  const snapshot = await readSnapshot(lab, 'interrupted');
  const collected = snapshot.hosts.filter(({ evidence }) => evidence?.status === 'collected').length;
  list.check(
    'Ctrl-C: every host that had answered is saved',
    unless(collected === openHosts.length, `${collected} of ${openHosts.length} hosts`),
  );
  list.check(
    'Ctrl-C: the snapshot says that it is not whole',
    unless(snapshot.snapshot.interrupted === true, JSON.stringify(snapshot.snapshot)),
  );
}

/** The login shell of the hanging host sleeps on after the connection is gone; that is what makes it hang. */
const ownDoing = `${hangingHost}: sleep (sleep 100000)`;

async function checkTraces(lab: Lab, list: CheckList, before: ReadonlyMap<string, Fingerprint>): Promise<void> {
  const left = () => lab.hosts.flatMap(strangers).filter((text) => text !== ownDoing);
  try {
    await waitFor('sessions end', 10, async () => left()[0]);
  } catch {
    // What is left is told below.
  }
  list.check('no process of the scans is left on a host', left());
  const after = readFingerprints(lab);
  const changed = [...before].flatMap(([name, old]) =>
    compareFingerprints(old, after.get(name) ?? new Map()).map((line) => `${name} ${line}`),
  );
  const paths = [...before.values()].reduce((sum, one) => sum + one.size, 0);
  list.check(`nothing was written on a host (${paths} paths compared)`, changed);
  list.check('no temporary file is left here', temporaryFiles(lab));
}

/** Every check of the lab, in order; each writes its own line. */
export async function checkLab(lab: Lab, variant: Variant, list: CheckList, print: (line: string) => void): Promise<void> {
  const before = readFingerprints(lab);
  const { checkScan, checkCoverage } = openSnapshotChecks(lab, variant, list, print);
  const bundles = await collectBundles(lab);
  await list.part('scan with sudo', () => checkScan(users.sudo, 'sudo', true));
  await list.part('configurations', () => checkWitnesses(lab, list));
  await list.part('bundles', () => checkBundles(lab, list, bundles, 'sudo'));
  await list.part('scan without sudo', () => checkScan(users.plain, 'plain', false));
  await list.part('coverage without sudo', () => checkCoverage('plain'));
  await list.part('second scan', () => checkRepeat(lab, list, 'sudo', scanWords(lab, users.sudo, 'sudo', overSsh)));
  await list.part('rebuild', () => checkRebuild(lab, list, 'sudo'));
  await checkNetwork(lab, variant, list, print);
  await list.part('hanging host', () => checkHang(lab, list));
  await list.part('Ctrl-C', () => checkInterrupt(lab, list));
  await list.part('traces', () => checkTraces(lab, list, before));
  // These change files of hosts, so nothing is compared with the beginning after them.
  await checkAccess(lab, variant, list, print);
  await list.part('secrets', () => checkSecrets(lab, list));
}
