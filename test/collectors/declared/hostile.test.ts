import { describe, expect, it } from 'vitest';
import { parseConfigFiles } from '../../../src/collectors/formats/config-files.ts';
import { redactSettings } from '../../../src/text/redact-secrets.ts';

/** A path for each reader there is. */
const paths = [
  '/etc/hosts',
  '/etc/fstab',
  '/etc/auto.home',
  '/etc/ntp.conf',
  '/etc/systemd/timesyncd.conf',
  '/etc/named.conf',
  '/etc/dnsmasq.conf',
  '/etc/unbound/unbound.conf',
  '/etc/rsyslog.conf',
  '/etc/syslog-ng/syslog-ng.conf',
  '/etc/filebeat/filebeat.yml',
  '/etc/collectd.conf',
  '/etc/snmp/snmpd.conf',
  '/opt/dsm.sys',
  '/etc/environment',
  '/etc/apt/sources.list',
  '/etc/apt/sources.list.d/x.sources',
  '/etc/yum.repos.d/x.repo',
  '/etc/sssd/sssd.conf',
  '/etc/krb5.conf',
  '/etc/postfix/transport',
  '/etc/msmtprc',
  '/etc/cron.d/x',
  '/etc/cron.daily/x',
  '/etc/systemd/system/x.service',
];
const units = [
  'a ',
  '1.2.3.4 ',
  'a:',
  '@',
  '"',
  'x=y ',
  'action(type="om',
  'forwarders {',
  'http://',
  '[',
  ',',
  'proxy',
  'uris: http://a',
  '://a@',
];
const size = 60_000;
/** Far more than it takes on a busy machine; what is quadratic takes minutes. */
const enough = 5_000;

/** One long line, and many short ones. */
const floods = (path: string): readonly string[] =>
  units.flatMap((unit) => [
    `${path}:${unit.repeat(size / unit.length)}\n`,
    `${path}:${unit}\n`.repeat(size / (path.length + unit.length + 2)),
  ]);

describe.each(paths)('a flood in %s', (path) => {
  it('ends, costs at most a few facts a line, and is cut as fast', () => {
    const start = performance.now();
    for (const text of floods(path)) {
      const lines = text.split('\n').length;
      expect(parseConfigFiles(text).length).toBeLessThanOrEqual(32 * lines);
      expect(redactSettings(text).split('\n')).toHaveLength(lines);
    }
    expect(performance.now() - start).toBeLessThan(enough);
  });
});
