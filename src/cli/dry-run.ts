import { count } from '../analysis/estate.ts';
import type { MapConfig } from '../config/config-file.ts';
import { credentialNamesFor, type SshCredential } from '../config/credential.ts';
import type { SnmpEntry } from '../config/snmp-entry.ts';
import type { ReportTable } from '../model/report.ts';
import { type Target, targetKey } from '../model/target.ts';
import type { Route, ShellConnector } from '../transports/types.ts';
import type { Context } from './context.ts';
import { note, printTable } from './print.ts';
import type { ScanSettings } from './scan-settings.ts';
import { snmpEntriesFor } from './scan-snmp.ts';
import { sanitizeJson } from './terminal.ts';

interface PlannedVisit {
  readonly target: string;
  readonly login: string;
  readonly jump: readonly string[];
  readonly credentials: readonly string[];
  /** Names of the SNMP credentials, in order; absent where it is not asked over SNMP. */
  readonly snmp?: { readonly port: number; readonly credentials: readonly string[] };
  /** Why it would not even be tried. */
  readonly problem?: string;
}

/** What would be offered, by name, in order; the agent and the default keys are only known to be there. */
function credentialsOf(target: Target, settings: ScanSettings, config: MapConfig): readonly string[] {
  if (target.host === 'localhost') return [];
  return [
    ...namedCredentials(target, config).map(({ name }) => name),
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

/** What SNMP would ask with, where a credential is for the target. */
function snmpPlan(target: Target, settings: ScanSettings, entries: readonly SnmpEntry[]): Pick<PlannedVisit, 'snmp'> {
  const credentials = entries.map(({ name }) => name);
  const port = (settings.ssh ? undefined : target.port) ?? settings.snmpPort ?? 161;
  return credentials.length === 0 ? {} : { snmp: { port, credentials } };
}

async function planVisit(
  target: Target,
  settings: ScanSettings,
  config: MapConfig,
  connector: ShellConnector,
  entries: readonly SnmpEntry[],
): Promise<PlannedVisit> {
  const snmp = snmpPlan(target, settings, entries);
  const unused = { target: targetKey(target), login: '', jump: [] };
  if (!settings.ssh) return { ...unused, credentials: [], ...snmp };
  const routed = await connector.route(target);
  const planned = { ...unused, credentials: credentialsOf(target, settings, config), ...snmp };
  if (!routed.ok) return { ...planned, problem: routed.failure.message };
  return { ...planned, login: loginOf(routed.value), jump: routed.value.jump };
}

const often = ({ samples, interval }: ScanSettings): string =>
  samples === 1 ? 'one look at the sockets' : `${samples} looks at the sockets, ${interval} s apart`;

/** What is done where, in words: a login, an agent, or both. */
function waysText(visits: readonly PlannedVisit[], { ssh, sudo }: ScanSettings): string {
  const agents = visits.filter(({ snmp }) => snmp !== undefined).length;
  const whom = agents === visits.length ? 'Each' : `${agents} of them`;
  const asked = agents === 0 ? '' : `${whom} would be asked over SNMP for read-only tables (map access snmp lists them). `;
  const login =
    `Each would get one connection, one login, and one read-only script (map access lists every command), ` +
    `${sudo === 'auto' ? 'with sudo -n where it works' : 'without sudo'}. `;
  return `${ssh ? login : ''}${asked}`;
}

/** The same for every target: what the login would be used for, and where to read it to the letter. */
function whatWouldHappen(visits: readonly PlannedVisit[], settings: ScanSettings): string {
  const { deadline, concurrency, hostKeys, ssh } = settings;
  const keys = ssh ? `, host keys ${hostKeys}` : '';
  return (
    `${count(visits.length, 'target')}; nothing was touched. ${waysText(visits, settings)}` +
    `Bounds: ${often(settings)}, ${deadline} s at most a host, ${count(concurrency, 'host')} at once${keys}.`
  );
}

/** Columns of the table and what stands in them; SNMP only where somebody would be asked. */
function tableOf(visits: readonly PlannedVisit[], { ssh }: ScanSettings): ReportTable {
  const login = visits.map(({ login: at, problem, jump, credentials }) => [
    problem ?? at,
    jump.join(' > '),
    credentials.join(', '),
  ]);
  const agent = visits.map(({ snmp }) => [snmp === undefined ? '' : `udp/${snmp.port}: ${snmp.credentials.join(', ')}`]);
  const asked = visits.some(({ snmp }) => snmp !== undefined);
  return {
    columns: [
      { name: 'target' },
      ...(ssh
        ? [
            { name: 'login', shrink: 1 },
            { name: 'over', shrink: 2 },
            { name: 'credentials, in order', shrink: 3 },
          ]
        : []),
      ...(asked ? [{ name: 'SNMP, credentials in order', shrink: 3 }] : []),
    ],
    rows: visits.map(({ target }, at) => [target, ...(ssh ? (login[at] ?? []) : []), ...(asked ? (agent[at] ?? []) : [])]),
  };
}

/** Says per target how it would be reached and with which credentials. Opens no connection and no database. */
export async function printDryRun(
  context: Context,
  settings: ScanSettings,
  config: MapConfig,
  connector: ShellConnector,
): Promise<void> {
  const visits: PlannedVisit[] = [];
  const entriesFor = snmpEntriesFor(settings, config);
  for (const target of settings.targets) visits.push(await planVisit(target, settings, config, connector, entriesFor(target)));
  if (context.options.json) {
    context.io.stdout.write(sanitizeJson(`${JSON.stringify(visits, undefined, 2)}\n`));
    return;
  }
  printTable(context, tableOf(visits, settings));
  note(context, whatWouldHappen(visits, settings));
}
