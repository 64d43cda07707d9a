import { describe, expect, it } from 'vitest';
import { isContainerBridge, isVirtualInterface } from '../../src/graph/container-interface.ts';

describe('isContainerBridge', () => {
  it.each(['docker0', 'virbr0', 'cni0', 'cbr0', 'podman1', 'cni-podman0', 'lxcbr0', 'lxdbr0', 'br-0123456789ab'])(
    '%s is one',
    (name) => {
      expect(isContainerBridge(name)).toBe(true);
    },
  );

  it.each(['eth0', 'br0', 'br-lan', 'br-ex', 'bond0', 'br-0123456789abc', 'docker', 'vmbr0'])('%s is none', (name) => {
    expect(isContainerBridge(name)).toBe(false);
  });
});

describe('isVirtualInterface', () => {
  it.each(['lo', 'docker0', 'veth12ab', 'vnet3', 'cali123', 'tap0'])('the MAC of %s is not the machine', (name) => {
    expect(isVirtualInterface(name)).toBe(true);
  });

  it.each(['eth0', 'ens192', 'enp3s0f0', 'bond0', 'br0', 'vmbr0', 'wlan0'])('the MAC of %s is', (name) => {
    expect(isVirtualInterface(name)).toBe(false);
  });
});
