/** Records another tool prints and no fact can hold, by case, and why. */
export const exceptions: ReadonlyMap<string, { readonly records: number; readonly why: string }> = new Map([
  [
    'jc-host-commands/osx-10.14.6/netstat.raw',
    { records: 2, why: 'an IPv6 address that fills its column of 16 characters may have been cut, so it is not believed' },
  ],
  ['jc-host-commands/windows-windows-10/netstat-an.raw', { records: 1, why: 'fe80::asda:... is no address' }],
]);
