import type { ReferenceKind } from '../../../model/reference-fact.ts';

/** How a program is told which machine to go to. */
export interface ProgramRule {
  /** Name of the program without its path. */
  readonly program: RegExp;
  readonly kind: ReferenceKind;
  readonly scheme?: string;
  /** Options whose value is a host, `host:port`, or a list of them. */
  readonly host?: readonly string[];
  readonly port?: readonly string[];
  /**
   * Where else a host stands: `first` plain argument (what follows it is for the other side), `all` of them, every
   * `remote` one (`user@host:path`), or a host and its port (`pair`).
   */
  readonly plain?: 'first' | 'all' | 'remote' | 'pair' | 'share';
  /** Letters of options that take a value, so that it is not mistaken for a plain argument. */
  readonly valued?: string;
}

/** From the manual page of each program. */
export const programRules: readonly ProgramRule[] = [
  {
    program:
      /^(?:psql|pg_dump|pg_dumpall|pg_restore|pg_basebackup|pg_isready|createdb|dropdb|vacuumdb|reindexdb|clusterdb|pgbench)$/,
    kind: 'database',
    scheme: 'postgresql',
    host: ['-h', '--host'],
    port: ['-p', '--port'],
  },
  {
    program: /^(?:mysql(?!d$|d_)\w*|mariadb(?!d$)[\w-]*|mydumper|myloader|xtrabackup|mariabackup)$/,
    kind: 'database',
    scheme: 'mysql',
    host: ['-h', '--host'],
    port: ['-P', '--port'],
  },
  { program: /^mongo(?!d$|s$)\w*$/, kind: 'database', scheme: 'mongodb', host: ['-h', '--host'], port: ['--port'] },
  { program: /^(?:sqlcmd|bcp)$/, kind: 'database', scheme: 'sqlserver', host: ['-S'] },
  { program: /^cqlsh$/, kind: 'database', scheme: 'cassandra', plain: 'pair' },
  { program: /^redis-cli$/, kind: 'cache', scheme: 'redis', host: ['-h'], port: ['-p'] },
  { program: /^ldap(?:search|modify|add|delete|whoami|passwd)$/, kind: 'directory', scheme: 'ldap', host: ['-h'], port: ['-p'] },
  {
    program: /^kafka-[\w-]+(?:\.sh)?$/,
    kind: 'queue',
    scheme: 'kafka',
    host: ['--bootstrap-server', '--broker-list', '--zookeeper'],
  },
  { program: /^rabbitmqadmin$/, kind: 'queue', scheme: 'http', host: ['-H', '--host'], port: ['-P', '--port'] },
  {
    program: /^(?:ssh|autossh|slogin)$/,
    kind: 'other',
    scheme: 'ssh',
    port: ['-p'],
    plain: 'first',
    valued: 'bcDEeFIiJLlmMOoPpQRSWwB',
  },
  { program: /^(?:scp|sftp|pscp)$/, kind: 'other', scheme: 'ssh', port: ['-P'], plain: 'remote', valued: 'cDFiJloPSX' },
  { program: /^(?:rsync|borg|rdiff-backup|unison|csync2)$/, kind: 'other', scheme: 'ssh', plain: 'remote', valued: 'efBT' },
  { program: /^(?:ftp|tftp|telnet|nc|ncat|netcat)$/, kind: 'other', plain: 'pair', valued: 'sXxpwiIOqTGgc' },
  { program: /^(?:smbclient|mount\.cifs)$/, kind: 'mount', scheme: 'smb', plain: 'share' },
  { program: /^(?:ntpdate|sntp|rdate|ntpdig)$/, kind: 'time', scheme: 'ntp', plain: 'all', valued: 'aeiktoKM' },
  { program: /^logger$/, kind: 'syslog', scheme: 'syslog', host: ['-n', '--server'], port: ['-P', '--port'] },
  { program: /^zabbix_sender$/, kind: 'monitoring', scheme: 'zabbix', host: ['-z', '--zabbix-server'], port: ['-p', '--port'] },
  { program: /^send_n(?:sca|rdp)$/, kind: 'monitoring', host: ['-H'], port: ['-p'] },
  { program: /^(?:dsmc|bconsole|bpbackup)$/, kind: 'backup', host: ['-se', '-S'] },
];

const schemes: readonly (readonly [RegExp, ReferenceKind])[] = [
  [/^(?:https?|wss?)$/, 'web'],
  [/^(?:postgres(?:ql)?|mysql|mariadb|mongodb|sqlserver|oracle|db2|cassandra|clickhouse)/, 'database'],
  [/^(?:redis|rediss|memcached)$/, 'cache'],
  [/^(?:amqps?|mqtts?|kafka|nats|stomp)$/, 'queue'],
  [/^ldaps?$/, 'directory'],
  [/^(?:smtps?|submission|imaps?|pop3s?)$/, 'mail'],
  [/^(?:nfs|smb|cifs)$/, 'mount'],
  [/^(?:iscsi|s3|ceph)$/, 'storage'],
];

/** What a URL of this scheme is for. */
export const kindOfScheme = (scheme: string): ReferenceKind => schemes.find(([name]) => name.test(scheme))?.[1] ?? 'other';
