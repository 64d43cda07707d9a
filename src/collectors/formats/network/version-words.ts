import type { NetworkPlatform } from '../../../model/collector.ts';
import type { VersionWords } from './version.ts';

/**
 * What the version output of each network operating system says, after the command references of the vendors. Every pattern is
 * bounded and looks at one line.
 */
export const versionWords: Readonly<Record<NetworkPlatform, VersionWords>> = {
  'cisco-ios': {
    vendor: 'Cisco',
    osName: 'Cisco IOS',
    version: /\bVersion ([\w.()]{3,40})/,
    model: /^[Cc]isco (\S{2,40}) (?:\([^)\n]{1,60}\) )?(?:processor|\(revision)/m,
    name: /^(\S{1,64}) uptime is /m,
    serial: /(?:Processor board ID|System serial number\s{0,20}:) {0,4}(\w{5,30})/i,
  },
  'cisco-nxos': {
    vendor: 'Cisco',
    osName: 'Cisco NX-OS',
    version: /^\s{0,8}(?:NXOS|system):\s{0,8}version ([\w.()]{3,40})/m,
    model: /^\s{0,8}cisco (Nexus.{0,40}?) (?:\(|Chassis|chassis)/m,
    name: /^\s{0,8}Device name: (\S{1,64})/m,
    serial: /Processor Board ID (\w{5,30})/i,
  },
  'cisco-asa': {
    vendor: 'Cisco',
    osName: 'Cisco ASA',
    version: /Adaptive Security Appliance Software Version ([\w.()]{3,40})/,
    model: /^Hardware:\s{1,8}([^,\s]{2,40})/m,
    name: /^(\S{1,64}) up \d/m,
    serial: /^Serial Number: (\w{5,30})/m,
  },
  'arista-eos': {
    vendor: 'Arista',
    osName: 'Arista EOS',
    version: /^Software image version: (\S{2,40})/m,
    model: /^Arista (\S{2,40})/m,
    serial: /^Serial number:[ \t]{1,12}(\w{5,30})/m,
    chassis: /^System MAC address:[ \t]{1,12}([\da-fA-F.:]{12,17})/m,
  },
  'juniper-junos': {
    vendor: 'Juniper',
    osName: 'Junos',
    version: /^(?:Junos: |JUNOS .{0,60}\[)([\w.-]{2,40})/m,
    model: /^Model: (\S{1,40})/m,
    name: /^Hostname: (\S{1,64})/m,
    serial: /^Chassis\s{1,60}(?:REV \d\d\s{1,20})?([A-Z]{2}\w{6,20})\b/m,
  },
  'aruba-cx': {
    vendor: 'HPE Aruba',
    osName: 'AOS-CX',
    version: /^\s{0,4}(?:Version|ArubaOS-CX Version)\s{0,20}: (\S{2,40})/m,
    model: /^\s{0,4}(?:Product Name|Chassis Type)\s{0,20}: (.{2,80})/m,
    name: /^\s{0,4}Hostname\s{0,20}: (\S{1,64})/m,
    serial: /^\s{0,4}(?:Chassis Serial Nbr|Serial Number)\s{0,20}: (\w{5,30})/m,
  },
  'hp-procurve': {
    vendor: 'HPE',
    osName: 'ArubaOS-Switch',
    version: /Software revision\s{0,10}: (\S{2,40})/i,
    name: /System Name\s{0,20}: (\S{1,64})/i,
    serial: /Serial Number\s{0,10}: (\w{5,30})/i,
  },
  'hp-comware': {
    vendor: 'HPE',
    osName: 'Comware',
    // What is upgraded is the release, so it belongs to the version: the version alone stays the same for years.
    version: /Software, Version ([^\s,]{2,40})(?:, ((?:Release|ESS|Feature|Demo|Alpha|Beta) [\w-]{2,20}))?/,
    model: /^((?:HPE?|H3C) \S.{0,60}?) uptime is /m,
  },
  'mikrotik-routeros': {
    vendor: 'MikroTik',
    osName: 'RouterOS',
    version: /^\s{0,24}version: (\S{2,40})/m,
    model: /^\s{0,24}board-name: (.{2,60})/m,
  },
  'fortinet-fortios': {
    vendor: 'Fortinet',
    osName: 'FortiOS',
    version: /^Version: \S{1,60} v?(\d[\w.]{1,20})/m,
    model: /^Version: (Forti\S{1,60})/m,
    name: /^Hostname: (\S{1,64})/m,
    serial: /^Serial-Number: (\w{5,30})/m,
  },
  'paloalto-panos': {
    vendor: 'Palo Alto Networks',
    osName: 'PAN-OS',
    version: /^sw-version: (\S{2,40})/m,
    model: /^model: (\S{2,40})/m,
    name: /^hostname: (\S{1,64})/m,
    serial: /^serial: (?!unknown\b)(\w{5,30})/m,
  },
};
