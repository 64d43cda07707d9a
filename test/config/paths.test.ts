import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { absolutePath, expandHome, ownKnownHostsFile } from '../../src/config/paths.ts';

const env = { HOME: '/home/ann' };

describe('ownKnownHostsFile', () => {
  it('is below the state directory (XDG)', () => {
    expect(ownKnownHostsFile(env)).toBe('/home/ann/.local/state/map/known_hosts');
    expect(ownKnownHostsFile({ ...env, XDG_STATE_HOME: '/var/state' })).toBe('/var/state/map/known_hosts');
  });

  it('ignores an XDG_STATE_HOME that is empty or relative, as the specification demands', () => {
    expect(ownKnownHostsFile({ ...env, XDG_STATE_HOME: '' })).toBe('/home/ann/.local/state/map/known_hosts');
    expect(ownKnownHostsFile({ ...env, XDG_STATE_HOME: 'state' })).toBe('/home/ann/.local/state/map/known_hosts');
  });

  it('is MAP_KNOWN_HOSTS where that is set', () => {
    expect(ownKnownHostsFile({ ...env, XDG_STATE_HOME: '/var/state', MAP_KNOWN_HOSTS: '/etc/map/keys' })).toBe('/etc/map/keys');
    expect(ownKnownHostsFile({ ...env, MAP_KNOWN_HOSTS: '~/keys' })).toBe('/home/ann/keys');
    expect(ownKnownHostsFile({ ...env, MAP_KNOWN_HOSTS: 'keys' })).toBe(resolve('keys'));
  });
});

describe('paths people write', () => {
  it('replaces ~ at the beginning only', () => {
    expect(expandHome('~/key', env)).toBe('/home/ann/key');
    expect(expandHome('~', env)).toBe('/home/ann');
    expect(expandHome('a~/key', env)).toBe('a~/key');
    expect(expandHome('~bob/key', env)).toBe('~bob/key');
    expect(expandHome('~/key', {})).toBe(`${homedir()}/key`);
  });

  it('starts relative paths at the base', () => {
    expect(absolutePath('keys/id', '/etc/map', env)).toBe('/etc/map/keys/id');
    expect(absolutePath('/keys/id', '/etc/map', env)).toBe('/keys/id');
    expect(absolutePath('~/id', '/etc/map', env)).toBe('/home/ann/id');
  });
});
