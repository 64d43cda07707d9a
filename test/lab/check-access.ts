import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compareSnapshots } from './check-bundle.ts';
import type { CheckList } from './check-list.ts';
import { openSnapshotChecks } from './check-snapshot.ts';
import type { Lab } from './lab.ts';
import { map, mapOutput, readSnapshot, scanWords } from './map-command.ts';
import { at, sshArguments } from './readiness.ts';
import { command, tryCommand } from './run-command.ts';
import { hostNamed, ipv4Of, overSsh, users, type Variant } from './topology.ts';

const wrapperPath = '/opt/lab/map-wrapper';
/** The host whose wrapper is from another version. */
const older = 'web2';
const address = (name: string): string => ipv4Of(hostNamed(name).number);

const unless = (right: boolean, complaint: string): readonly string[] => (right ? [] : [complaint]);

/** A file of root on hosts that are up. */
function install(lab: Lab, path: string, text: string, mode: number, only?: string): void {
  for (const { host, root } of lab.hosts) {
    if (only !== undefined && host.name !== only) continue;
    const full = join(root, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
    chownSync(full, 0, 0);
    chmodSync(full, mode);
  }
}

/** A second key of the plain user, which can do one thing. */
async function installWrapper(lab: Lab): Promise<string> {
  const key = join(lab.home, 'wrapped');
  await command(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'wrapped', '-f', key]);
  const wrapper = await mapOutput(lab, ['access', 'wrapper']);
  install(lab, wrapperPath, wrapper, 0o755);
  const restricted = `restrict,command="${wrapperPath}" ${readFileSync(`${key}.pub`, 'utf8')}`;
  install(lab, `/etc/ssh/authorized_keys/${users.plain}`, readFileSync(`${lab.key}.pub`, 'utf8') + restricted, 0o644);
  return key;
}

async function checkRefusals(lab: Lab, list: CheckList): Promise<void> {
  const target = address('web1');
  const ask = (words: readonly string[], input: string) =>
    tryCommand(at('scanner', [...sshArguments(lab, users.plain, target), ...words]), { input, limit: 20_000 });
  const script = await mapOutput(lab, ['access', 'script']);
  const tries = [
    ['id', ['id'], ''],
    ['a copy of files', ['scp', '-t', '/tmp'], 'C0644 3 x\nid\n'],
    ['another script', [], 'id\n'],
    ['the script with one byte more', ['sh', '-s'], script.replace('uname -s', 'uname  -s')],
    ['the script with a command behind it', ['sh', '-s'], `${script}id\n`],
    ['a command in its settings', ['sh', '-s'], script.replace('; n=1\n', '; n=1; id\n')],
  ] as const;
  for (const [what, words, input] of tries) {
    const { code, stdout, stderr } = await ask(words, input);
    const right = code === 126 && stdout === '' && stderr.includes('map-wrapper: ');
    list.check(`the wrapped key refuses ${what}`, unless(right, `exit ${code}: ${stdout.slice(0, 200)} ${stderr.trim()}`));
  }
  const forward = await tryCommand(at('scanner', [...sshArguments(lab, users.plain, target), '-W', '127.0.0.1:22']), {
    limit: 20_000,
  });
  list.check(
    'the wrapped key refuses to forward a port',
    unless(forward.code !== 0 && !forward.stdout.includes('SSH-2.0'), forward.stdout),
  );
}

/** What became of a target in the events of a scan. */
function endOf(stdout: string, target: string): { readonly status?: string; readonly message?: string } {
  const events = stdout.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
  return events.find((event) => event.event === 'host-finished' && event.target === target) ?? {};
}

async function checkOlder(lab: Lab, list: CheckList): Promise<void> {
  const wrapper = await mapOutput(lab, ['access', 'wrapper']);
  const other = wrapper.replace(/^want=(.)/m, (_, digit: string) => `want=${digit === '0' ? '1' : '0'}`);
  install(lab, wrapperPath, other, 0o755, older);
  const { code, stdout } = await map(lab, scanWords(lab, users.plain, 'older', [address(older)]));
  const { status, message = '' } = endOf(stdout, address(older));
  list.check(
    `a wrapper of another version: exit 3, shell-unsupported: ${message}`,
    unless(code === 3 && status === 'shell-unsupported' && message.includes('map access wrapper'), `exit ${code}: ${stdout}`),
  );
}

/** The same login with and without the forced command: the same map. */
async function checkWrapper(lab: Lab, list: CheckList): Promise<void> {
  const wrapped = { ...lab, key: await installWrapper(lab) };
  await mapOutput(lab, scanWords(lab, users.plain, 'open', overSsh));
  const { code, stderr } = await map(lab, scanWords(wrapped, users.plain, 'wrapped', overSsh));
  list.check('scan over the wrapped key ends with 0', unless(code === 0, `exit ${code}: ${stderr.trim()}`));
  list.check(
    'the wrapped key gives the same hosts, services and dependencies as the open one',
    compareSnapshots(await readSnapshot(lab, 'open'), await readSnapshot(lab, 'wrapped')),
  );
  await checkRefusals(wrapped, list);
  await checkOlder(wrapped, list);
}

const generatedOnly = [
  'Defaults env_reset',
  'Defaults secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"',
  'Defaults use_pty',
  '@includedir /etc/sudoers.d',
  '',
].join('\n');

/** The user of the scan may run what the generated file lists, and nothing else. */
async function checkSudoers(lab: Lab, variant: Variant, list: CheckList, print: (line: string) => void): Promise<void> {
  const file = join(lab.home, 'map.sudoers');
  await mapOutput(lab, ['access', 'sudoers', '--user', users.sudo, '--output', file]);
  const visudo = await tryCommand(['visudo', '-cf', file]);
  list.check('visudo accepts the generated file', unless(visudo.code === 0, `${visudo.stdout}${visudo.stderr}`));
  install(lab, '/etc/sudoers.d/map', readFileSync(file, 'utf8'), 0o440);
  const [before = ''] = lab.hosts.map(({ root }) => readFileSync(join(root, '/etc/sudoers'), 'utf8'));
  install(lab, '/etc/sudoers', generatedOnly, 0o440);
  const under: CheckList = {
    ...list,
    check: (name, complaints) => list.check(`the generated sudoers file: ${name}`, complaints),
  };
  await openSnapshotChecks(lab, variant, under, print).checkScan(users.sudo, 'sudoers', true);
  const refused = ['id', 'sh', 'cat /etc/shadow', 'ss -tan', 'cat /etc/keepalived/keepalived.conf /etc/shadow'];
  for (const words of refused) {
    const login = [...sshArguments(lab, users.sudo, address('web1')), `sudo -kn ${words} </dev/null`];
    const { code, stdout, stderr } = await tryCommand(at('scanner', login), { limit: 20_000 });
    const right = code === 1 && stdout === '' && /password is required|not allowed/.test(stderr);
    list.check(
      `the generated sudoers file: sudo ${words} is refused`,
      unless(right, `exit ${code}: ${stdout.slice(0, 200)} ${stderr.trim()}`),
    );
  }
  install(lab, '/etc/sudoers', before, 0o440);
}

/** What `map access` prints does what it says: on hosts, not on paper. */
export async function checkAccess(lab: Lab, variant: Variant, list: CheckList, print: (line: string) => void): Promise<void> {
  await list.part('wrapper', () => checkWrapper(lab, list));
  await list.part('sudoers', () => checkSudoers(lab, variant, list, print));
}
