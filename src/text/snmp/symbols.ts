/**
 * Objects we read by the names of their MIBs (RFC 3418, 2863, 4293, 4292, 4022, 4113, 2790, 6933, 4188, 4363, 4750, 4273;
 * IEEE 802.1AB; CISCO-CDP-MIB), as `PARENT columns from 1 on`; `-` is a column nobody reads. A walk printed with MIBs says
 * `IF-MIB::ifDescr.1` for `1.3.6.1.2.1.2.2.1.2.1`.
 */
const entries: Readonly<Record<string, string>> = {
  '1.3.6.1.2.1.1': 'sysDescr sysObjectID sysUpTime sysContact sysName sysLocation sysServices',
  '1.3.6.1.6.3.10.2.1': 'snmpEngineID snmpEngineBoots snmpEngineTime',
  '1.3.6.1.2.1.2.2.1': 'ifIndex ifDescr ifType ifMtu ifSpeed ifPhysAddress ifAdminStatus ifOperStatus ifLastChange',
  '1.3.6.1.2.1.31.1.1.1': `ifName ${'- '.repeat(13)}ifHighSpeed - - ifAlias`,
  '1.3.6.1.2.1.31.1.2.1': 'ifStackHigherLayer ifStackLowerLayer ifStackStatus',
  '1.3.6.1.2.1.4': 'ipForwarding',
  '1.3.6.1.2.1.4.20.1': 'ipAdEntAddr ipAdEntIfIndex ipAdEntNetMask',
  '1.3.6.1.2.1.4.21.1':
    'ipRouteDest ipRouteIfIndex ipRouteMetric1 - - - ipRouteNextHop ipRouteType ipRouteProto ipRouteAge ipRouteMask',
  '1.3.6.1.2.1.4.22.1': 'ipNetToMediaIfIndex ipNetToMediaPhysAddress ipNetToMediaNetAddress ipNetToMediaType',
  '1.3.6.1.2.1.4.24.4.1':
    'ipCidrRouteDest ipCidrRouteMask ipCidrRouteTos ipCidrRouteNextHop ipCidrRouteIfIndex ipCidrRouteType ipCidrRouteProto - - - ipCidrRouteMetric1',
  '1.3.6.1.2.1.4.24.7.1': `${'- '.repeat(6)}inetCidrRouteIfIndex inetCidrRouteType inetCidrRouteProto - - inetCidrRouteMetric1`,
  '1.3.6.1.2.1.4.32.1':
    '- - - - ipAddressPrefixOrigin ipAddressPrefixOnLinkFlag ipAddressPrefixAutonomousFlag ipAddressPrefixAdvPreferredLifetime ipAddressPrefixAdvValidLifetime',
  '1.3.6.1.2.1.4.34.1':
    '- - ipAddressIfIndex ipAddressType ipAddressPrefix ipAddressOrigin ipAddressStatus ipAddressCreated ipAddressLastChanged ipAddressRowStatus',
  '1.3.6.1.2.1.4.35.1':
    '- - - ipNetToPhysicalPhysAddress ipNetToPhysicalLastUpdated ipNetToPhysicalType ipNetToPhysicalState ipNetToPhysicalRowStatus',
  '1.3.6.1.2.1.6.13.1': 'tcpConnState tcpConnLocalAddress tcpConnLocalPort tcpConnRemAddress tcpConnRemPort',
  '1.3.6.1.2.1.6.19.1': '- - - - - - tcpConnectionState tcpConnectionProcess',
  '1.3.6.1.2.1.6.20.1': '- - - tcpListenerProcess',
  '1.3.6.1.2.1.7.5.1': 'udpLocalAddress udpLocalPort',
  '1.3.6.1.2.1.7.7.1': '- - - - - - - udpEndpointProcess',
  '1.3.6.1.2.1.25.4.2.1': 'hrSWRunIndex hrSWRunName hrSWRunID hrSWRunPath hrSWRunParameters hrSWRunType hrSWRunStatus',
  '1.3.6.1.2.1.47.1.1.1.1':
    '- entPhysicalDescr entPhysicalVendorType entPhysicalContainedIn entPhysicalClass entPhysicalParentRelPos entPhysicalName entPhysicalHardwareRev entPhysicalFirmwareRev entPhysicalSoftwareRev entPhysicalSerialNum entPhysicalMfgName entPhysicalModelName',
  '1.3.6.1.2.1.17.1': 'dot1dBaseBridgeAddress dot1dBaseNumPorts dot1dBaseType',
  '1.3.6.1.2.1.17.1.4.1': 'dot1dBasePort dot1dBasePortIfIndex',
  '1.3.6.1.2.1.17.2': '- - - - dot1dStpDesignatedRoot dot1dStpRootCost dot1dStpRootPort',
  '1.3.6.1.2.1.17.2.15.1':
    'dot1dStpPort dot1dStpPortPriority dot1dStpPortState dot1dStpPortEnable dot1dStpPortPathCost dot1dStpPortDesignatedRoot dot1dStpPortDesignatedCost dot1dStpPortDesignatedBridge dot1dStpPortDesignatedPort',
  '1.3.6.1.2.1.17.4.3.1': 'dot1dTpFdbAddress dot1dTpFdbPort dot1dTpFdbStatus',
  '1.3.6.1.2.1.17.7.1.2.2.1': 'dot1qTpFdbAddress dot1qTpFdbPort dot1qTpFdbStatus',
  '1.3.6.1.2.1.17.7.1.4.2.1': '- - dot1qVlanFdbId',
  '1.3.6.1.2.1.17.7.1.4.3.1': 'dot1qVlanStaticName',
  '1.3.6.1.2.1.17.7.1.4.5.1': 'dot1qPvid',
  '1.3.6.1.2.1.14.1': 'ospfRouterId ospfAdminStat',
  '1.3.6.1.2.1.14.7.1': 'ospfIfIpAddress ospfAddressLessIf ospfIfAreaId',
  '1.3.6.1.2.1.14.10.1': 'ospfNbrIpAddr ospfNbrAddressLessIndex ospfNbrRtrId ospfNbrOptions ospfNbrPriority ospfNbrState',
  '1.3.6.1.2.1.15': 'bgpVersion bgpLocalAs - bgpIdentifier',
  '1.3.6.1.2.1.15.3.1':
    'bgpPeerIdentifier bgpPeerState bgpPeerAdminStatus bgpPeerNegotiatedVersion bgpPeerLocalAddr bgpPeerLocalPort bgpPeerRemoteAddr bgpPeerRemotePort bgpPeerRemoteAs',
  '1.0.8802.1.1.2.1.3':
    'lldpLocChassisIdSubtype lldpLocChassisId lldpLocSysName lldpLocSysDesc lldpLocSysCapSupported lldpLocSysCapEnabled',
  '1.0.8802.1.1.2.1.3.7.1': '- lldpLocPortIdSubtype lldpLocPortId lldpLocPortDesc',
  '1.0.8802.1.1.2.1.3.8.1': '- - lldpLocManAddrLen lldpLocManAddrIfSubtype lldpLocManAddrIfId lldpLocManAddrOID',
  '1.0.8802.1.1.2.1.4.1.1':
    '- - - lldpRemChassisIdSubtype lldpRemChassisId lldpRemPortIdSubtype lldpRemPortId lldpRemPortDesc lldpRemSysName lldpRemSysDesc lldpRemSysCapSupported lldpRemSysCapEnabled',
  '1.0.8802.1.1.2.1.4.2.1': '- - lldpRemManAddrIfSubtype lldpRemManAddrIfId lldpRemManAddrOID',
  '1.3.6.1.4.1.9.9.23.1.2.1.1':
    '- - cdpCacheAddressType cdpCacheAddress cdpCacheVersion cdpCacheDeviceId cdpCacheDevicePort cdpCachePlatform cdpCacheCapabilities',
  '1.3.6.1.4.1.9.9.23.1.1.1.1': '- - - - - cdpInterfaceName',
};

/** Nodes of the tree that stand in long names, and in front of what no MIB file was at hand for. */
const nodes: Readonly<Record<string, string>> = {
  ccitt: '0',
  zeroDotZero: '0.0',
  iso: '1',
  org: '1.3',
  dod: '1.3.6',
  internet: '1.3.6.1',
  directory: '1.3.6.1.1',
  mgmt: '1.3.6.1.2',
  'mib-2': '1.3.6.1.2.1',
  system: '1.3.6.1.2.1.1',
  interfaces: '1.3.6.1.2.1.2',
  ifTable: '1.3.6.1.2.1.2.2',
  ip: '1.3.6.1.2.1.4',
  tcp: '1.3.6.1.2.1.6',
  udp: '1.3.6.1.2.1.7',
  transmission: '1.3.6.1.2.1.10',
  snmp: '1.3.6.1.2.1.11',
  host: '1.3.6.1.2.1.25',
  ifMIB: '1.3.6.1.2.1.31',
  experimental: '1.3.6.1.3',
  private: '1.3.6.1.4',
  enterprises: '1.3.6.1.4.1',
  security: '1.3.6.1.5',
  snmpV2: '1.3.6.1.6',
  snmpModules: '1.3.6.1.6.3',
  // Object identifiers of agents, as sysObjectID names them.
  netSnmp: '1.3.6.1.4.1.8072',
  netSnmpAgentOIDs: '1.3.6.1.4.1.8072.3.2',
  ucdavis: '1.3.6.1.4.1.2021',
};

/** Number of every symbol; a scalar's instance and a column's index follow it. */
export const symbolOids: ReadonlyMap<string, string> = new Map([
  ...Object.entries(nodes),
  ...Object.entries(entries).flatMap(([parent, columns]) =>
    columns
      .split(' ')
      .map((name, at): [string, string] => [name, `${parent}.${at + 1}`])
      .filter(([name]) => name !== '-'),
  ),
  ['sysUpTimeInstance', '1.3.6.1.2.1.1.3.0'],
]);
