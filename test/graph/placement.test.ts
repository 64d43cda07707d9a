import { describe, expect, it } from 'vitest';
import { readPlacement } from '../../src/graph/placement.ts';

const id = '3f2a9c1b22aa4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6';
const short = '3f2a9c1b22aa';

describe('readPlacement', () => {
  it.each([
    ['/system.slice/nginx.service', 'nginx.service'],
    ['/system.slice/system-postgresql.slice/postgresql@15-main.service', 'postgresql@15-main.service'],
    ['/system.slice/foo.service/worker', 'foo.service'],
    ['/user.slice/user-1000.slice/user@1000.service/app.slice/syncthing.service', 'syncthing.service'],
    ['/system.slice/docker.service', 'docker.service'],
    ['/system.slice/foo\\x2dbar.service', 'foo\\x2dbar.service'],
  ])('%s is unit %s', (path, unit) => {
    expect(readPlacement(path)).toEqual({ unit });
  });

  it.each([
    '/',
    '',
    '/init.scope',
    '/system.slice',
    '/user.slice/user-1000.slice/session-3.scope',
    '/user.slice/user-1000.slice/user@1000.service/init.scope',
    '/user.slice/user-1000.slice/user@1000.service',
    '/system.slice/ssh.socket',
    'unreachable:1f',
  ])('%j is no unit', (path) => {
    expect(readPlacement(path)).toEqual({});
  });

  it.each([
    `/system.slice/docker-${id}.scope`,
    `/docker/${id}`,
    `/machine.slice/libpod-${id}.scope`,
    `/machine.slice/libpod-${id}.scope/container`,
    `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1.slice/cri-containerd-${id}.scope`,
    `/kubepods.slice/kubepods-pod1.slice/crio-${id}.scope`,
    `/kubepods/burstable/pod4f/${id}`,
    `/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod4f.slice/cri-containerd-${id}.scope`,
    `/system.slice/containerd.service/kubepods-burstable-pod4f.slice:cri-containerd:${id}`,
    `/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-${id}.scope`,
    `/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-${id}.scope/container`,
    `/user.slice/user-1000.slice/user@1000.service/app.slice/web.service/libpod-payload-${id}`,
    `/user.slice/user-1000.slice/user@1000.service/user.slice/docker-${id}.scope`,
    `/system.slice/nerdctl-${id}.scope`,
  ])('%s is the container', (path) => {
    expect(readPlacement(path)).toEqual({ container: short });
  });

  it('sees the units inside a system container', () => {
    expect(readPlacement('/lxc.payload.web1/system.slice/nginx.service')).toEqual({ container: 'web1', unit: 'nginx.service' });
    expect(readPlacement('/lxc/web1')).toEqual({ container: 'web1' });
  });

  it.each([
    ['/machine.slice/systemd-nspawn@web.service/payload', 'web'],
    ['/machine.slice/systemd-nspawn@my\\x2dweb.service', 'my-web'],
    ['/machine.slice/machine-web.scope', 'web'],
    ['/machine.slice/machine-qemu\\x2d1\\x2ddb\\x2dold.scope/libvirt/emulator', 'db-old'],
    ['/lxc.payload/web1', 'web1'],
    ['/lxc/101/ns', '101'],
    ['/lxc.payload.user-1000_web1/init.scope', 'user-1000_web1'],
  ])('%s is machine %s', (path, container) => {
    expect(readPlacement(path)).toEqual({ container });
  });

  it('sees the units inside a machine, and none in what watches over it', () => {
    expect(readPlacement('/machine.slice/systemd-nspawn@web.service/payload/system.slice/nginx.service')).toEqual({
      container: 'web',
      unit: 'nginx.service',
    });
    expect(readPlacement('/lxc.monitor.web1')).toEqual({});
  });

  it('takes the container inside a unit, not the unit around it', () => {
    expect(readPlacement(`/system.slice/podman-web.service/libpod-${id}`)).toEqual({ container: short });
  });

  it('does not take a conmon or pause scope for the container', () => {
    expect(readPlacement(`/machine.slice/libpod-conmon-${id}.scope`)).toEqual({});
    expect(readPlacement(`/machine.slice/crio-conmon-${id}.scope`)).toEqual({});
  });
});
