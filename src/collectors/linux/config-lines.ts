import type { Collector } from '../../model/collector.ts';
import { redactSettings } from '../../text/redact-secrets.ts';
import { parseConfigFiles } from '../formats/config-files.ts';
import { cutSettingsOnHost } from './cut-on-host.ts';
import { cutWhereNeeded } from './cut-where-needed.ts';

/** What a line must hold to be printed: these files may be large, or are nobody's business but for such lines. */
const telling: readonly string[] = [
  // Types of file systems that come from elsewhere, in fstab and among the mounts; settings of units that mount.
  '[[:space:]](nfs[34]?|cifs|smb3?|smbfs|(fuse[.])?ceph|lustre|(fuse[.])?glusterfs|(fuse[.]?)?sshfs|fuse|davfs2?)[[:space:]]',
  '^(What|Type|Options)=',
  '[Pp][Rr][Oo][Xx][Yy]',
  // Machines in command lines.
  '://',
  '[0-9]+[.][0-9]+[.][0-9]+[.][0-9]+',
  '--?[a-z-]*(host|server|broker|endpoint)',
  '(^|[^[:alnum:]_.-])(ssh|scp|sftp|rsync|psql|pg_[a-z]+|mysql[a-z]*|mariadb[a-z-]*|mongo[a-z]*|redis-cli|ldap[a-z]+|sqlcmd|bcp|n?cat|nc|l?ftp|telnet|smbclient|ntpdate|borg|zabbix_sender)[[:space:]]',
  '^[[:space:]]*(trap2?sink|informsink)[[:space:]]',
];

const files: readonly string[] = [
  '/etc/fstab /proc/mounts /etc/systemd/system/*.mount',
  '/etc/environment /etc/profile /etc/profile.d/*.sh /etc/environment.d/*.conf /etc/sysconfig/proxy /etc/wgetrc /etc/yum.conf /etc/dnf/dnf.conf',
  '/etc/apt/apt.conf /etc/apt/apt.conf.d/* /etc/systemd/system.conf /etc/systemd/system.conf.d/*.conf',
  '/etc/cron.hourly/* /etc/cron.daily/* /etc/cron.weekly/* /etc/cron.monthly/* /etc/periodic/*/*',
  '/etc/systemd/system/*.service /etc/systemd/system/*.service.d/*.conf /usr/local/lib/systemd/system/*.service /etc/snmp/snmpd.conf',
];

/** Single lines of mounts, proxies, jobs and units. */
export const linuxConfigLines: Collector = {
  id: 'linux.config-lines',
  group: 'references',
  platforms: ['linux'],
  rank: 2,
  request: {
    command: cutWhereNeeded(`grep -sE '${telling.join('|')}' ${files.join(' ')}`, cutSettingsOnHost),
    root: 'never',
    seconds: 10,
    bytes: 4 * 1024 * 1024,
  },
  parse: parseConfigFiles,
  redact: redactSettings,
};
