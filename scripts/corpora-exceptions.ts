/** Records another tool prints and no fact can hold, by case, and why. */
export const exceptions: ReadonlyMap<string, { readonly records: number; readonly why: string }> = new Map([
  [
    'jc-host-commands/osx-10.14.6/netstat.raw',
    { records: 2, why: 'an IPv6 address that fills its column of 16 characters may have been cut, so it is not believed' },
  ],
  ['jc-host-commands/windows-windows-10/netstat-an.raw', { records: 1, why: 'fe80::asda:... is no address' }],
  [
    'ntc-templates/brocade_fastiron/show_lldp_neighbors_detail/brocade_fastiron_show_lldp_neighbors_detail1.raw',
    {
      records: 1,
      why: 'the template takes the MAC the frame came from for the port id; the neighbor sent the port id "Gigabit-Ethernet 1/A/1"',
    },
  ],
  [
    'ntc-templates/cisco_ios/show_mac-address-table/cisco_ios_show_mac-address-table9.raw',
    { records: 1, why: '0000.0000.0000 is the address of no machine: it is skipped, and the line is kept' },
  ],
  [
    'ntc-templates/cisco_s300/show_lldp_neighbors/cisco_s300_show_lldp_neighbors_multiline.raw',
    { records: 1, why: 'the template has the text None for the name of a neighbor that sent none' },
  ],
]);
