import type { EstateHost } from './estate.ts';

/** Its login is not ours: what it does is seen from the other end only. */
export const legacy1: EstateHost = {
  name: 'legacy1',
  role: 'nobody knows',
  number: 71,
  flavour: 'centos',
  rights: 'user',
  programs: [],
  fault: { kind: 'login-refused' },
};
/** Still in everybody's configuration, and switched off. */
export const old1: EstateHost = {
  name: 'old1',
  role: 'switched off',
  number: 72,
  flavour: 'centos',
  rights: 'user',
  programs: [],
  fault: { kind: 'refused' },
};
