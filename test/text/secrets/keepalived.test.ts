import fc from 'fast-check';
import { expect, it } from 'vitest';
import { redactKeepalived } from '../../../src/text/secrets/keepalived.ts';

it.each([
  ['auth_pass 1111\n', 'auth_pass [cut]\n'],
  ['  auth_pass\ts3cret word # old: x\r\n}\n', '  auth_pass\t[cut]\r\n}\n'],
  ['auth_pass "with blank"\n', 'auth_pass [cut]\n'],
  ['authentication { auth_type PASS auth_pass s3cret }\n', 'authentication { auth_type PASS auth_pass [cut] }\n'],
  ['auth_pass \\\n  s3cret\n}\n', 'auth_pass [cut]\n}\n'],
  ['/etc/keepalived/a.conf:auth_pass s3cret\n', '/etc/keepalived/a.conf:auth_pass [cut]\n'],
  ['auth_pass [cut]\n', 'auth_pass [cut]\n'],
  ['auth_pass', 'auth_pass'],
  ['virtual_router_id 51\n', 'virtual_router_id 51\n'],
])('cuts the password out of %j', (text, expected) => {
  expect(redactKeepalived(text)).toBe(expected);
});

it('cuts arguments of scripts that look like a secret', () => {
  expect(redactKeepalived('script "/usr/bin/check --password=hunter2"\n')).not.toContain('hunter2');
});

it('changes nothing the second time', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('auth_pass', ' ', '\n', 'x', '"', '\\', '}', '[cut]')), (parts) => {
      const once = redactKeepalived(parts.join(''));
      expect(redactKeepalived(once)).toBe(once);
    }),
  );
});
