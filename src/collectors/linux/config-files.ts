import type { Collector } from '../../model/collector.ts';
import { redactSettings } from '../../text/redact-secrets.ts';
import { parseConfigFiles } from '../formats/config-files.ts';
import { cutSettingsOnHost } from './cut-on-host.ts';
import { cutWhereNeeded } from './cut-where-needed.ts';

/** Files that name other machines, by what they are for; small ones, and without comments smaller still. An empty line may end a stanza. */
const files: readonly string[] = [
  '/etc/hosts',
  '/etc/auto.* /etc/auto.master.d/*',
  // time
  '/etc/ntp.conf /etc/ntpsec/ntp.conf /etc/chrony.conf /etc/chrony.d/*.conf /etc/chrony/chrony.conf /etc/chrony/conf.d/*.conf',
  '/etc/chrony/sources.d/*.sources /etc/systemd/timesyncd.conf /etc/systemd/timesyncd.conf.d/*.conf /etc/openntpd/ntpd.conf',
  // name service
  '/run/systemd/resolve/resolv.conf /etc/systemd/resolved.conf /etc/systemd/resolved.conf.d/*.conf /etc/dnsmasq.conf /etc/dnsmasq.d/*.conf',
  '/etc/unbound/unbound.conf /etc/unbound/unbound.conf.d/*.conf /etc/unbound/conf.d/*.conf /etc/named.conf /etc/bind/named.conf.options',
  // logs
  '/etc/rsyslog.conf /etc/rsyslog.d/*.conf /etc/syslog.conf /etc/syslog-ng/syslog-ng.conf /etc/syslog-ng/conf.d/*.conf',
  '/etc/systemd/journal-upload.conf /etc/filebeat/filebeat.yml /etc/fluent-bit/fluent-bit.conf /etc/td-agent/td-agent.conf',
  '/etc/promtail/config.yml /etc/vector/vector.yaml /etc/vector/vector.toml',
  // updates
  '/etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources /etc/apk/repositories',
  '/etc/yum.repos.d/*.repo /etc/zypp/repos.d/*.repo',
  // directory
  '/etc/krb5.conf /etc/krb5.conf.d/* /etc/ldap.conf /etc/ldap/ldap.conf /etc/openldap/ldap.conf /etc/samba/smb.conf',
  // mail
  '/etc/postfix/main.cf /etc/postfix/transport /etc/msmtprc /etc/ssmtp/ssmtp.conf /etc/nullmailer/remotes /etc/exim4/update-exim4.conf.conf',
  // monitoring, backup
  '/etc/zabbix/zabbix_agentd.conf /etc/zabbix/zabbix_agentd.d/*.conf /etc/zabbix/zabbix_agent2.conf /etc/zabbix/zabbix_agent2.d/*.conf',
  '/etc/telegraf/telegraf.conf /etc/telegraf/telegraf.d/*.conf /etc/metricbeat/metricbeat.yml /etc/collectd.conf /etc/collectd/collectd.conf',
  '/opt/tivoli/tsm/client/ba/bin/dsm.sys /usr/openv/netbackup/bp.conf',
  // jobs
  '/etc/crontab /etc/cron.d/* /etc/crontabs/*',
];

/** Configuration files of the system that anybody may read. */
export const linuxConfigFiles: Collector = {
  id: 'linux.config-files',
  group: 'references',
  platforms: ['linux'],
  rank: 1,
  request: {
    command: cutWhereNeeded(`grep -sv '^[[:space:]]*[#;]' ${files.join(' ')}`, cutSettingsOnHost),
    root: 'never',
    seconds: 10,
    bytes: 4 * 1024 * 1024,
  },
  parse: parseConfigFiles,
  redact: redactSettings,
};
