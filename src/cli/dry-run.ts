import type { MapConfig } from '../config/config-file.ts';
import { credentialNamesFor, type SshCredential } from '../config/credential.ts';
import { type Target, targetKey } from '../model/target.ts';
import type { Route, ShellConnector } from '../transports/types.ts';
import type { Context } from './context.ts';
import { printTable } from './print.ts';
import type { ScanSettings } from './scan-settings.ts';
import { sanitizeJson } from './terminal.ts';

interface PlannedVisit {
  readonly target: string;
  readonly login: string;
  readonly jump: readonly string[];
  readonly credentials: readonly string[];
  /** Why it would not even be tried. */
  readonly problem?: string;
}

/** What would be offered, by name, in order; the agent and the default keys are only known to be there. */
function credentialsOf(target: Target, settings: ScanSettings, config: MapConfig): readonly string[] {
  if (target.host === 'localhost') return [];
  return [
    ...credentialNamesFor(target, config.rules),
    ...settings.identities.map((path) => `identity:${path}`),
    'agent and default keys',
    ...(settings.password === undefined ? [] : ['--password']),
  ];
}

/** The credentials of a target without their secrets: user names and key files decide the way there. */
export function namedCredentials(target: Pick<Target, 'host' | 'port'>, config: MapConfig): readonly SshCredential[] {
  const names = credentialNamesFor(target, config.rules);
  return names.flatMap((name) =>
    config.credentials
      .filter((entry) => entry.name === name)
      .map(({ user, identities }) => ({ name, identities, ...(user === undefined ? {} : { user }) })),
  );
}

const loginOf = (route: Route): string =>
  route.via === 'local' ? 'this machine, no SSH' : `${route.user}@${route.host}:${route.port}`;

async function planVisit(
  target: Target,
  settings: ScanSettings,
  config: MapConfig,
  connector: ShellConnector,
): Promise<PlannedVisit> {
  const routed = await connector.route(target);
  const credentials = credentialsOf(target, settings, config);
  const base = { target: targetKey(target), credentials };
  if (!routed.ok) return { ...base, login: '', jump: [], problem: routed.failure.message };
  return { ...base, login: loginOf(routed.value), jump: routed.value.jump };
}

const often = ({ samples, interval }: ScanSettings): string =>
  samples === 1 ? 'one look at the sockets' : `${samples} looks at the sockets, ${interval} s apart`;

/** The same for every target: what the login would be used for, and where to read it to the letter. */
function whatWouldHappen(count: number, settings: ScanSettings): string {
  const sudo = settings.sudo === 'auto' ? 'sudo -n where it works' : 'no sudo';
  return (
    `${count} ${count === 1 ? 'target' : 'targets'}; nothing was touched. Each would get one connection, one login, and one read-only script ` +
    `(map access lists every command): ${sudo}, ${often(settings)}, ${settings.deadline} s at most a host, ` +
    `${settings.concurrency} hosts at once, host keys ${settings.hostKeys}.\n`
  );
}

/** Says per target how it would be reached and with which credentials. Opens no connection and no database. */
export async function printDryRun(
  context: Context,
  settings: ScanSettings,
  config: MapConfig,
  connector: ShellConnector,
): Promise<void> {
  const visits: PlannedVisit[] = [];
  for (const target of settings.targets) visits.push(await planVisit(target, settings, config, connector));
  if (context.options.json) {
    context.io.stdout.write(sanitizeJson(`${JSON.stringify(visits, undefined, 2)}\n`));
    return;
  }
  const rows = visits.map(({ target, login, jump, credentials, problem }) => [
    target,
    problem ?? login,
    jump.join(' > '),
    credentials.join(', '),
  ]);
  printTable(context, {
    columns: [
      { name: 'target' },
      { name: 'login', shrink: 1 },
      { name: 'over', shrink: 2 },
      { name: 'credentials, in order', shrink: 3 },
    ],
    rows,
  });
  if (!context.options.quiet) context.io.stderr.write(whatWouldHappen(visits.length, settings));
}
