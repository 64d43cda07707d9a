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
  ])('%s is the container', (path) => {
    expect(readPlacement(path)).toEqual({ container: short });
  });

  it('sees the units inside a system container', () => {
    expect(readPlacement('/lxc.payload.web1/system.slice/nginx.service')).toEqual({ container: 'web1', unit: 'nginx.service' });
    expect(readPlacement('/lxc/web1')).toEqual({ container: 'web1' });
  });

  it('takes the container inside a unit, not the unit around it', () => {
    expect(readPlacement(`/system.slice/podman-web.service/libpod-${id}`)).toEqual({ container: short });
  });

  it('does not take a conmon or pause scope for the container', () => {
    expect(readPlacement(`/machine.slice/libpod-conmon-${id}.scope`)).toEqual({});
  });
});
