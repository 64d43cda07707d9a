import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseProxmoxGuests, redactProxmoxGuests } from '../../../src/collectors/formats/proxmox-guests.ts';

const secret = 'hunter2-planted';
const node = `# qm config 100
args: -vnc 0.0.0.0:1,password=${secret}
cipassword: ${secret}
description: root is ${secret}
name: db1
net0: virtio=BC:24:11:AA:BB:01,bridge=vmbr0
sshkeys: ${secret}
#${secret} is for qm config 100 too
# pct config 101
hostname: proxy
lxc.environment: PASSWORD=${secret}
`;

it('cuts what may hold a secret, and tells of the same machines', () => {
  const cut = redactProxmoxGuests(node);
  expect(cut).not.toContain(secret);
  expect(parseProxmoxGuests(cut)).toEqual([
    { fact: 'guest', line: 1, hypervisor: 'proxmox', name: 'db1', id: '100', macs: ['bc:24:11:aa:bb:01'] },
    { fact: 'container', line: 9, runtime: 'lxc', id: '101', name: 'proxy' },
  ]);
  expect(redactProxmoxGuests(cut)).toBe(cut);
});

it('never fails, whatever the lines are', () => {
  const part = fc.constantFrom(
    '# qm config 1',
    '\n',
    'VMID NAME  STATUS',
    '  100 a  running  1',
    'net0: x=',
    '101  running   x',
    '[s]',
    '[cut]',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      parseProxmoxGuests(redactProxmoxGuests(parts.join('')));
    }),
    { numRuns: 200 },
  );
});
