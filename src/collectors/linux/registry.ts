import type { Collector } from '../../model/collector.ts';
import { linuxApache } from './apache.ts';
import { linuxApplicationFiles } from './application-files.ts';
import { linuxArp } from './arp.ts';
import { linuxBridgeFdb } from './bridge-fdb.ts';
import { linuxCgroups } from './cgroups.ts';
import { linuxConfigFiles } from './config-files.ts';
import { linuxConfigLines } from './config-lines.ts';
import { linuxConntrack } from './conntrack.ts';
import { linuxCrictl } from './crictl.ts';
import { linuxCrictlPods } from './crictl-pods.ts';
import { linuxCrio } from './crio.ts';
import { linuxCrioPods } from './crio-pods.ts';
import { linuxCrontabs } from './crontabs.ts';
import { linuxCrontabsFlat } from './crontabs-flat.ts';
import { linuxDescriptors } from './descriptors.ts';
import { linuxDescriptorsLs } from './descriptors-ls.ts';
import { linuxDmi } from './dmi.ts';
import { linuxDocker } from './docker.ts';
import { linuxDockerPs } from './docker-ps.ts';
import { linuxEnvironment } from './environment.ts';
import { linuxHaproxy } from './haproxy.ts';
import { linuxIdentity } from './identity.ts';
import { linuxIfconfig } from './ifconfig.ts';
import { linuxIncus } from './incus.ts';
import { linuxIpAddr } from './ip-addr.ts';
import { linuxIpAddrJson } from './ip-addr-json.ts';
import { linuxIpConntrack } from './ip-conntrack.ts';
import { linuxIpNeigh } from './ip-neigh.ts';
import { linuxIpNeighJson } from './ip-neigh-json.ts';
import { linuxIpRoute } from './ip-route.ts';
import { linuxIpRouteJson } from './ip-route-json.ts';
import { linuxIpVs } from './ip-vs.ts';
import { linuxIp6tablesNat } from './ip6tables-nat.ts';
import { linuxIptablesNat } from './iptables-nat.ts';
import { linuxIscsiNodes } from './iscsi-nodes.ts';
import { linuxKeepalived } from './keepalived.ts';
import { linuxKeepalivedIncludes } from './keepalived-includes.ts';
import { linuxLldpcli } from './lldpcli.ts';
import { linuxLldpctl } from './lldpctl.ts';
import { linuxLoginConfig } from './login-config.ts';
import { linuxLxc } from './lxc.ts';
import { linuxLxd } from './lxd.ts';
import { linuxMachines } from './machines.ts';
import { linuxNamespaceAddresses } from './namespace-addresses.ts';
import { linuxNamespaceSockets } from './namespace-sockets.ts';
import { linuxNamespaces } from './namespaces.ts';
import { linuxNetstat } from './netstat.ts';
import { linuxNetstatPlain } from './netstat-plain.ts';
import { linuxNfConntrack } from './nf-conntrack.ts';
import { linuxNft } from './nft.ts';
import { linuxNginx } from './nginx.ts';
import { linuxPodman } from './podman.ts';
import { linuxPodmanRootless } from './podman-rootless.ts';
import { linuxProcArp } from './proc-arp.ts';
import { linuxProcNet } from './proc-net.ts';
import { linuxProcRoute } from './proc-route.ts';
import { linuxProxmox } from './proxmox.ts';
import { linuxPs } from './ps.ts';
import { linuxPsPlain } from './ps-plain.ts';
import { linuxResolver } from './resolver.ts';
import { linuxSs } from './ss.ts';
import { linuxSsPlain } from './ss-plain.ts';
import { linuxSystem } from './system.ts';
import { linuxUnits } from './units.ts';
import { linuxVirsh } from './virsh.ts';
import { linuxVzlist } from './vzlist.ts';

/** Alphabetical by id. */
export const linuxCollectors: readonly Collector[] = [
  linuxApache,
  linuxApplicationFiles,
  linuxArp,
  linuxBridgeFdb,
  linuxCgroups,
  linuxConfigFiles,
  linuxConfigLines,
  linuxConntrack,
  linuxCrictl,
  linuxCrictlPods,
  linuxCrio,
  linuxCrioPods,
  linuxCrontabs,
  linuxCrontabsFlat,
  linuxDescriptors,
  linuxDescriptorsLs,
  linuxDmi,
  linuxDocker,
  linuxDockerPs,
  linuxEnvironment,
  linuxHaproxy,
  linuxIdentity,
  linuxIfconfig,
  linuxIncus,
  linuxIpAddr,
  linuxIpAddrJson,
  linuxIpConntrack,
  linuxIpNeigh,
  linuxIpNeighJson,
  linuxIpRoute,
  linuxIpRouteJson,
  linuxIpVs,
  linuxIp6tablesNat,
  linuxIptablesNat,
  linuxIscsiNodes,
  linuxKeepalived,
  linuxKeepalivedIncludes,
  linuxLldpcli,
  linuxLldpctl,
  linuxLoginConfig,
  linuxLxc,
  linuxLxd,
  linuxMachines,
  linuxNamespaceAddresses,
  linuxNamespaceSockets,
  linuxNamespaces,
  linuxNetstat,
  linuxNetstatPlain,
  linuxNfConntrack,
  linuxNft,
  linuxNginx,
  linuxPodman,
  linuxPodmanRootless,
  linuxProcArp,
  linuxProcNet,
  linuxProcRoute,
  linuxProxmox,
  linuxPs,
  linuxPsPlain,
  linuxResolver,
  linuxSs,
  linuxSsPlain,
  linuxSystem,
  linuxUnits,
  linuxVirsh,
  linuxVzlist,
];
