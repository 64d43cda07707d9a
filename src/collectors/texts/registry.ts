import type { TextFormat } from '../../model/text-format.ts';
import { ansibleIniText } from './ansible-ini.ts';
import { ansibleJsonText } from './ansible-json.ts';
import { ansibleYamlText } from './ansible-yaml.ts';
import { apacheText } from './apache.ts';
import { appsettingsText } from './appsettings.ts';
import { aptSourcesText } from './apt-sources.ts';
import { arpText } from './arp.ts';
import { arpBsdText } from './arp-bsd.ts';
import { arpLinuxText } from './arp-linux.ts';
import { arpSolarisText } from './arp-solaris.ts';
import { arpWindowsText } from './arp-windows.ts';
import { awsText } from './aws.ts';
import { awsVpcFlowText } from './aws-vpc-flow.ts';
import { azureText } from './azure.ts';
import { azureFlowText } from './azure-flow.ts';
import { cdpNeighborsText } from './cdp-neighbors.ts';
import { cdpTableText } from './cdp-table.ts';
import { ciscoAsaText } from './cisco-asa-log.ts';
import { ciscoVersionText } from './cisco-version.ts';
import { configFilesText } from './config-files.ts';
import { conntrackText } from './conntrack.ts';
import { crictlText } from './crictl.ts';
import { crontabText } from './crontab.ts';
import { deviceArpText } from './device-arp.ts';
import { deviceBundlesText } from './device-bundles.ts';
import { deviceInterfaceBriefText } from './device-interface-brief.ts';
import { deviceInterfacesText } from './device-interfaces.ts';
import { deviceMacText } from './device-mac.ts';
import { devicePortStatusText } from './device-port-status.ts';
import { deviceRoutesText } from './device-routes.ts';
import { deviceVlansText } from './device-vlans.ts';
import { dockerText } from './docker.ts';
import { eosHostnameText } from './eos-hostname.ts';
import { eosVersionText } from './eos-version.ts';
import { fortigateText } from './fortigate-traffic.ts';
import { fortiosCardsText } from './fortios-cards.ts';
import { fortiosInterfacesText } from './fortios-interfaces.ts';
import { fortiosLldpText } from './fortios-lldp.ts';
import { fortiosSettingsText } from './fortios-settings.ts';
import { fortiosSystemText } from './fortios-system.ts';
import { fstabText } from './fstab.ts';
import { fstatText } from './fstat.ts';
import { gcpText } from './gcp.ts';
import { gcpFlowCsvText } from './gcp-vpc-flow-csv.ts';
import { gcpFlowJsonText } from './gcp-vpc-flow-json.ts';
import { haproxyText } from './haproxy.ts';
import { hostsText } from './hosts.ts';
import { ifconfigText } from './ifconfig.ts';
import { incusText } from './incus.ts';
import { inventoryCsvText } from './inventory-csv.ts';
import { ipAddrText } from './ip-addr.ts';
import { ipAddrBriefText } from './ip-addr-brief.ts';
import { ipAddrJsonText } from './ip-addr-json.ts';
import { ipAddrOnelineText } from './ip-addr-oneline.ts';
import { ipNeighText } from './ip-neigh.ts';
import { ipNeighJsonText } from './ip-neigh-json.ts';
import { ipRouteText } from './ip-route.ts';
import { ipRouteJsonText } from './ip-route-json.ts';
import { ipadmText } from './ipadm.ts';
import { ipconfigText } from './ipconfig.ts';
import { iptablesText } from './iptables.ts';
import { ipvsText } from './ipvs.ts';
import { ipvsSaveText } from './ipvs-save.ts';
import { keepalivedText } from './keepalived.ts';
import { krb5Text } from './krb5-conf.ts';
import { kubernetesText } from './kubernetes.ts';
import { lldpNeighborsText } from './lldp-neighbors.ts';
import { lldpTableText } from './lldp-table.ts';
import { lsofText } from './lsof.ts';
import { lsofFieldsText } from './lsof-fields.ts';
import { lxcLsText } from './lxc-ls.ts';
import { ndpText } from './ndp.ts';
import { netboxText } from './netbox.ts';
import { netfilterLogText } from './netfilter-log.ts';
import { netstatAixText } from './netstat-aix.ts';
import { netstatBsdText } from './netstat-bsd.ts';
import { netstatHpuxText } from './netstat-hpux.ts';
import { netstatInterfacesText } from './netstat-interfaces.ts';
import { netstatLinuxText } from './netstat-linux.ts';
import { netstatRoutesAixText } from './netstat-routes-aix.ts';
import { netstatRoutesBsdText } from './netstat-routes-bsd.ts';
import { netstatRoutesHpuxText } from './netstat-routes-hpux.ts';
import { netstatRoutesLinuxText } from './netstat-routes-linux.ts';
import { netstatRoutesSolarisText } from './netstat-routes-solaris.ts';
import { netstatSolarisText } from './netstat-solaris.ts';
import { netstatWindowsText } from './netstat-windows.ts';
import { nfdumpCsvText } from './nfdump-csv.ts';
import { nfdumpJsonText } from './nfdump-json.ts';
import { nftText } from './nft.ts';
import { nftJsonText } from './nft-json.ts';
import { nginxText } from './nginx.ts';
import { ntpConfText } from './ntp-conf.ts';
import { panOsInterfacesText } from './pan-os-interfaces.ts';
import { panOsRoutesText } from './pan-os-routes.ts';
import { panOsSystemText } from './pan-os-system.ts';
import { panOsText } from './pan-os-traffic.ts';
import { pfNatText } from './pf-nat.ts';
import { pfilesText } from './pfiles.ts';
import { podmanText } from './podman.ts';
import { powershellAdaptersText } from './powershell-adapters.ts';
import { powershellAddressesText } from './powershell-addresses.ts';
import { powershellIdentityText } from './powershell-identity.ts';
import { powershellNeighborsText } from './powershell-neighbors.ts';
import { powershellProcessesText } from './powershell-processes.ts';
import { powershellRoutesText } from './powershell-routes.ts';
import { powershellServicesText } from './powershell-services.ts';
import { powershellSocketsText } from './powershell-sockets.ts';
import { powershellSystemText } from './powershell-system.ts';
import { procMountsText } from './proc-mounts.ts';
import { procNetArpText } from './proc-net-arp.ts';
import { procNetDevText } from './proc-net-dev.ts';
import { procNetRouteText } from './proc-net-route.ts';
import { procNetTcpText } from './proc-net-tcp.ts';
import { proxmoxGuestsText } from './proxmox-guests.ts';
import { proxmoxResourcesText } from './proxmox-resources.ts';
import { psText } from './ps.ts';
import { repoFileText } from './repo-file.ts';
import { resolverText } from './resolver.ts';
import { rmsockText } from './rmsock.ts';
import { routeLinuxText } from './route-linux.ts';
import { routeWindowsText } from './route-windows.ts';
import { rvtoolsText } from './rvtools.ts';
import { settingsText } from './settings.ts';
import { snmprecText } from './snmprec.ts';
import { snmpwalkText } from './snmpwalk.ts';
import { sockstatText } from './sockstat.ts';
import { ssText } from './ss.ts';
import { sssdText } from './sssd-conf.ts';
import { syslogConfText } from './syslog-conf.ts';
import { tasklistText } from './tasklist.ts';
import { tnsnamesText } from './tnsnames.ts';
import { virshText } from './virsh.ts';
import { vmwareText } from './vmware.ts';
import { webConfigText } from './web-config.ts';

/** Every text format there is, by id. */
export const textFormats: readonly TextFormat[] = [
  ansibleIniText,
  ansibleJsonText,
  ansibleYamlText,
  apacheText,
  appsettingsText,
  aptSourcesText,
  arpText,
  arpBsdText,
  arpLinuxText,
  arpSolarisText,
  arpWindowsText,
  awsText,
  awsVpcFlowText,
  azureText,
  azureFlowText,
  cdpNeighborsText,
  cdpTableText,
  ciscoAsaText,
  ciscoVersionText,
  configFilesText,
  conntrackText,
  crictlText,
  crontabText,
  deviceArpText,
  deviceBundlesText,
  deviceInterfaceBriefText,
  deviceInterfacesText,
  deviceMacText,
  devicePortStatusText,
  deviceRoutesText,
  deviceVlansText,
  dockerText,
  eosHostnameText,
  eosVersionText,
  fortigateText,
  fortiosCardsText,
  fortiosInterfacesText,
  fortiosLldpText,
  fortiosSettingsText,
  fortiosSystemText,
  fstabText,
  fstatText,
  gcpText,
  gcpFlowCsvText,
  gcpFlowJsonText,
  haproxyText,
  hostsText,
  ifconfigText,
  incusText,
  inventoryCsvText,
  ipAddrText,
  ipAddrBriefText,
  ipAddrJsonText,
  ipAddrOnelineText,
  ipNeighText,
  ipNeighJsonText,
  ipRouteText,
  ipRouteJsonText,
  ipadmText,
  ipconfigText,
  iptablesText,
  ipvsText,
  ipvsSaveText,
  keepalivedText,
  krb5Text,
  kubernetesText,
  lldpNeighborsText,
  lldpTableText,
  lsofText,
  lsofFieldsText,
  lxcLsText,
  ndpText,
  netboxText,
  netfilterLogText,
  netstatAixText,
  netstatBsdText,
  netstatHpuxText,
  netstatInterfacesText,
  netstatLinuxText,
  netstatRoutesAixText,
  netstatRoutesBsdText,
  netstatRoutesHpuxText,
  netstatRoutesLinuxText,
  netstatRoutesSolarisText,
  netstatSolarisText,
  netstatWindowsText,
  nfdumpCsvText,
  nfdumpJsonText,
  nftText,
  nftJsonText,
  nginxText,
  ntpConfText,
  panOsInterfacesText,
  panOsRoutesText,
  panOsSystemText,
  panOsText,
  pfNatText,
  pfilesText,
  podmanText,
  powershellAdaptersText,
  powershellAddressesText,
  powershellIdentityText,
  powershellNeighborsText,
  powershellProcessesText,
  powershellRoutesText,
  powershellServicesText,
  powershellSocketsText,
  powershellSystemText,
  procMountsText,
  procNetArpText,
  procNetDevText,
  procNetRouteText,
  procNetTcpText,
  proxmoxGuestsText,
  proxmoxResourcesText,
  psText,
  repoFileText,
  resolverText,
  rmsockText,
  routeLinuxText,
  routeWindowsText,
  rvtoolsText,
  settingsText,
  snmprecText,
  snmpwalkText,
  sockstatText,
  ssText,
  sssdText,
  syslogConfText,
  tasklistText,
  tnsnamesText,
  virshText,
  vmwareText,
  webConfigText,
];
