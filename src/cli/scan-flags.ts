import { type Command, InvalidArgumentError, Option } from 'commander';
import { isSnapshotFile } from './resolve-snapshot.ts';

/** What fits most estates. Times are seconds. */
export const scanDefaults = {
  concurrency: 64,
  timeout: 5,
  deadline: 60,
  samples: 1,
  // TIME-WAIT lasts 60 s on Linux: a look every 55 s misses next to nothing.
  interval: 55,
} as const;

/** The flags of `map scan` as commander hands them over: numbers are checked already. */
export interface ScanFlags {
  readonly user?: string;
  readonly identity?: readonly string[];
  readonly password?: string;
  readonly passphrase?: string;
  readonly port?: number;
  readonly jump?: readonly string[];
  readonly hostKeys?: 'strict' | 'accept-new';
  readonly sudo?: 'auto' | 'never';
  readonly snmpCommunity?: readonly string[];
  readonly snmpUser?: string;
  readonly snmpAuth?: string;
  readonly snmpPriv?: string;
  readonly snmpPort?: number;
  /** Absent unless --no-ssh was given, so that map.yaml can say it too. */
  readonly ssh?: boolean;
  readonly snmp?: boolean;
  readonly exclude?: readonly string[];
  readonly maxTargets?: number;
  readonly concurrency?: number;
  readonly rate?: number;
  readonly timeout?: number;
  readonly deadline?: number;
  readonly samples?: number;
  readonly interval?: number;
  readonly follow?: boolean;
  readonly label?: string;
  readonly dryRun?: boolean;
}

export const wholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0) throw new InvalidArgumentError('It must be a whole number from 1 up.');
  return Number(text);
};

const portNumber = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new InvalidArgumentError('It must be a port, 1 to 65535.');
  return port;
};

export const positive = (text: string): number => {
  const value = /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (value <= 0) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
};

/** How a snapshot is named otherwise: a label of these forms would never be found by it. */
export const labelText = (text: string): string => {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  if (/^\d+$|^latest(~\d+)?$/.test(text))
    throw new InvalidArgumentError('It would be taken for the number or the place of a snapshot.');
  if (isSnapshotFile(text)) throw new InvalidArgumentError('It would be taken for a file: no slash, no .json at the end.');
  return text;
};

export const repeated = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

const hops = (text: string): readonly string[] => {
  const list = text.split(',');
  if (list.some((hop) => hop.trim() === '')) throw new InvalidArgumentError('It must be HOST[,HOST...].');
  return list;
};

/** The flags of a login and of a sweep, with the same names as in map.yaml. */
export function addScanFlags(command: Command): Command {
  return command
    .option('--user <NAME>', 'user to log in as (default: as ssh would)')
    .option('--identity <FILE>', 'private key; may be given several times', repeated)
    .option('--password <REF>', 'env:NAME, file:PATH, exec:COMMAND ARG... or prompt')
    .option('--passphrase <REF>', 'passphrase of the private keys, the same forms')
    .option('--port <N>', 'SSH port (default: as ssh would, 22)', portNumber)
    .option('--jump <HOST,...>', 'log in over these hosts, in this order', hops)
    .addOption(
      new Option('--host-keys <POLICY>', 'a host key nobody knows: record it or refuse it (default: accept-new)').choices([
        'strict',
        'accept-new',
      ]),
    )
    .addOption(new Option('--sudo <MODE>', 'use sudo -n where it is allowed (default: auto)').choices(['auto', 'never']))
    .option('--snmp-community <REF>', 'ask over SNMP too; plain:public is allowed; may be given several times', repeated)
    .option('--snmp-user <NAME>', 'user of SNMPv3')
    .option('--snmp-auth <PROTOCOL:REF>', 'md5, sha1, sha224, sha256, sha384 or sha512, as in sha256:env:NAME')
    .option('--snmp-priv <PROTOCOL:REF>', 'des, aes128, aes256 or aes256c (Cisco), as in aes128:env:NAME')
    .option('--snmp-port <N>', 'UDP port of the agents (default: 161)', portNumber)
    .addOption(new Option('--no-ssh', 'log in to nobody: SNMP alone').default(undefined))
    .addOption(new Option('--no-snmp', 'ask nobody over SNMP').default(undefined))
    .option('--exclude <TARGET>', 'never touch these; may be given several times', repeated)
    .option('--max-targets <N>', 'refuse a longer list (default: 65536)', wholeNumber)
    .option('--concurrency <N>', `hosts read at once (default: ${scanDefaults.concurrency})`, wholeNumber)
    .option('--rate <N>', 'new connections a second (default: no limit)', positive)
    .option('--timeout <SECONDS>', `a connection (default: ${scanDefaults.timeout})`, positive)
    .option('--deadline <SECONDS>', `a host, from login to last byte (default: ${scanDefaults.deadline})`, positive)
    .option('--samples <N>', `looks at the sockets of a host (default: ${scanDefaults.samples})`, wholeNumber)
    .option(
      '--interval <SECONDS>',
      `between two samples, and with --follow between two scans (default: ${scanDefaults.interval})`,
      positive,
    )
    .option('--follow', 'scan again and again until Ctrl-C, a snapshot each time')
    .option('--label <TEXT>', 'a name for the snapshot', labelText)
    .option('--dry-run', 'say what would be done, with which credential; touch nothing');
}
