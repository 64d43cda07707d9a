import { describe, expect, it } from 'vitest';
import { createCredentialOrder, subnetOf } from '../../src/transports/snmp/credential-order.ts';
import { community } from './support/snmp.ts';

describe('the order of credentials', () => {
  it('goes by the /24 or the /64', () => {
    expect(subnetOf('10.1.2.3')).toBe('10.1.2');
    expect(subnetOf('2001:db8::1')).toBe('2001:db8:0:0');
    expect(subnetOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
    expect(subnetOf('fe80::1%eth0')).toBe('fe80:0:0:0');
    expect(subnetOf('::1')).toBe('0:0:0:0');
  });

  it('puts the one that worked first and keeps the others', () => {
    const order = createCredentialOrder();
    const [first, second, third] = [community('a'), community('b'), community('c')];
    order.worked('10.1.2.3', third);
    expect(order.arrange('10.1.2.9', [first, second, third])).toEqual([third, first, second]);
    expect(order.arrange('10.1.3.9', [first, second, third])).toEqual([first, second, third]);
    // The one that worked there is not for this target.
    expect(order.arrange('10.1.2.9', [first, second])).toEqual([first, second]);
  });
});
