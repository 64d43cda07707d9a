/** ospfNbrState (RFC 4750), ospfv3NbrState (RFC 5643). */
export const ospfStates: Readonly<Record<number, string>> = {
  1: 'down',
  2: 'attempt',
  3: 'init',
  4: '2way',
  5: 'exstart',
  6: 'exchange',
  7: 'loading',
  8: 'full',
};
