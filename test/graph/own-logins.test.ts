import { describe, expect, it } from 'vitest';
import { arrows, listen, machine, snapshotOf, socket, timeWait } from './build.ts';

const own = { localAddress: '10.0.0.1', localPort: 22, remoteAddress: '10.0.0.9', remotePort: 50_001 };
const sshd = listen('*:22', 'sshd/40');

describe('the logins of the scan', () => {
  it('are left out, also those of a scan before that are still in TIME-WAIT', () => {
    const sockets = [sshd, socket('10.0.0.1:22', '10.0.0.9:50001', 'sshd/41'), timeWait('10.0.0.1:22', '10.0.0.9:49000')];
    expect(arrows(snapshotOf([machine(1, { own, sockets })]))).toEqual([]);
  });

  it('are left out where the one who scans is looked at too', () => {
    const scanner = machine(9, { sockets: [timeWait('10.0.0.9:49000', '10.0.0.1:22')] });
    expect(arrows(snapshotOf([machine(1, { own, sockets: [sshd] }), scanner]))).toEqual([]);
  });

  it('are not the open logins of others from there, nor closed ones from elsewhere or to another port', () => {
    const sockets = [
      sshd,
      listen('*:80', 'nginx/50'),
      socket('10.0.0.1:22', '10.0.0.9:49000', 'sshd/42'),
      timeWait('10.0.0.1:22', '10.0.0.8:49000'),
      timeWait('10.0.0.1:80', '10.0.0.9:49001'),
    ];
    expect(arrows(snapshotOf([machine(1, { own, sockets })])).map((arrow) => arrow.replace(/\/[^ ]* ->/, ' ->'))).toEqual([
      '10.0.0.8 -> host1/sshd tcp/22',
      '10.0.0.9 -> host1/nginx tcp/80',
      '10.0.0.9 -> host1/sshd tcp/22',
    ]);
  });
});
