import { describe, expect, it } from 'vitest';
import { hostOfFile } from '../../src/import/host-of-file.ts';

describe('hostOfFile', () => {
  it.each([
    ['db1-ss.txt', 'db1'],
    ['raw/web-1_netstat-an.log', 'web-1'],
    ['sw1.ip-addr', 'sw1'],
    ['app1.example.net.ss.txt', 'app1.example.net'],
    ['web1.txt', 'web1'],
    ['Server 12 netstat.txt', 'Server 12'],
    ['mail.ip.example.com-ss.txt', 'mail.ip.example.com'],
    ['core-route-1-netstat-an.txt', 'core-route-1'],
    ['web-proc-01.txt', 'web-proc-01'],
    ['ip-10-0-0-9-ss-antup.txt', 'ip-10-0-0-9'],
    ['db1_ip-route.txt', 'db1'],
  ])('finds the host in %j', (path, host) => {
    expect(hostOfFile(path)).toBe(host);
  });

  it.each(['ss.txt', 'netstat-an.out', 'ip-addr.json', '.hidden', 'ps'])('finds none in %j', (path) => {
    expect(hostOfFile(path)).toBeUndefined();
  });
});
