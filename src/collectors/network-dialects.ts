import type { NetworkDialect } from '../model/network-dialect.ts';

/**
 * The network operating systems, in the order in which an unknown device is asked what it is. All are spoken to in an
 * interactive shell, which every one of them has, with one login; exec channels are refused, closed with the connection or
 * without a prompt of their own on Cisco IOS, ASA, FortiOS and Comware. RouterOS is the exception: its shell redraws the line and
 * asks the terminal what it is, and its exec channels print plain text.
 * Sources: the command references of the vendors. FortiOS turns its pager off by configuration only, so it is answered page by page.
 */
export const networkDialects: readonly NetworkDialect[] = [
  {
    platform: 'cisco-nxos',
    identify: 'show version',
    told: /Nexus Operating System|NX-OS/,
    paging: 'terminal length 0',
    mode: 'terminal',
  },
  {
    platform: 'cisco-asa',
    identify: 'show version',
    told: /Adaptive Security Appliance/,
    paging: 'terminal pager 0',
    mode: 'terminal',
  },
  {
    platform: 'cisco-ios',
    identify: 'show version',
    told: /Cisco (?:IOS|Internetwork Operating System)/,
    paging: 'terminal length 0',
    mode: 'terminal',
  },
  { platform: 'arista-eos', identify: 'show version', told: /^Arista /m, paging: 'terminal length 0', mode: 'terminal' },
  {
    platform: 'juniper-junos',
    identify: 'show version',
    told: /^(?:Junos:|JUNOS )/m,
    paging: 'set cli screen-length 0',
    mode: 'terminal',
  },
  { platform: 'aruba-cx', identify: 'show version', told: /ArubaOS-CX|AOS-CX/, paging: 'no page', mode: 'terminal' },
  { platform: 'hp-comware', identify: 'display version', told: /Comware/, paging: 'screen-length disable', mode: 'terminal' },
  { platform: 'fortinet-fortios', identify: 'get system status', told: /^Version: Forti/m, mode: 'terminal' },
  {
    platform: 'paloalto-panos',
    identify: 'show system info',
    told: /^sw-version:/m,
    paging: 'set cli pager off',
    mode: 'terminal',
  },
  {
    platform: 'hp-procurve',
    identify: 'show system information',
    told: /Software revision|General System Information/,
    paging: 'no page',
    mode: 'terminal',
  },
  { platform: 'mikrotik-routeros', identify: '/system resource print', told: /platform: MikroTik|board-name:/, mode: 'exec' },
];
