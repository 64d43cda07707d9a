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
  ])('finds the host in %j', (path, host) => {
    expect(hostOfFile(path)).toBe(host);
  });

  it.each(['ss.txt', 'netstat-an.out', 'ip-addr.json', '.hidden', 'ps'])('finds none in %j', (path) => {
    expect(hostOfFile(path)).toBeUndefined();
  });
});
