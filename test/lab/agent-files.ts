import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import type { HostFile } from './host-files.ts';
import type { LabHost } from './topology.ts';

const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`;

/** What opens the SNMP agents of the lab; new in each run. */
export interface AgentSecrets {
  readonly community: string;
  readonly authentication: string;
  readonly privacy: string;
}

export const agentUser = 'mapper';

export function inventAgentSecrets(): AgentSecrets {
  const word = (): string => randomBytes(12).toString('hex');
  return { community: word(), authentication: word(), privacy: word() };
}

/** snmpd.conf(5). The engine id is made up by each agent at its first start and kept in its own `/var/lib/snmp`. */
const agentConfig = ({ agent, bridge }: LabHost, secrets: AgentSecrets): string =>
  lines(
    'agentaddress udp:161',
    'master agentx',
    'dontLogTCPWrappersConnects yes',
    ...(agent === 'community'
      ? [`rocommunity ${secrets.community}`]
      : [`createUser ${agentUser} SHA-256 "${secrets.authentication}" AES "${secrets.privacy}"`, `rouser ${agentUser} priv`]),
    ...(bridge === undefined ? [] : [`pass_persist .1.3.6.1.2.1.17 /usr/bin/python3 -B /opt/lab/bridge_mib.py ${bridge} br0`]),
  );

/** lldpcli(8). */
const lldpConfig = lines('configure lldp tx-interval 2', 'configure lldp tx-hold 30');

/** Files of a host with an SNMP agent. */
export const agentFiles = (host: LabHost, secrets: AgentSecrets): readonly HostFile[] =>
  host.agent === undefined
    ? []
    : [
        { path: '/etc/snmp/snmpd.conf', text: agentConfig(host, secrets), mode: 0o600 },
        { path: '/etc/lldpd.conf', text: lldpConfig },
      ];

const lldpcli = '/usr/sbin/lldpcli';
/** On Debian this command takes the rights of the daemon's user, so his number has to be the machine's. */
export const lldpUser = (existsSync(lldpcli) && statSync(lldpcli).uid) || 407;

/** Its MIBs are not loaded: it is asked by numbers. */
export const agentCommand = 'env MIBS= snmpd -f -Lo -C -c /etc/snmp/snmpd.conf';

/** It speaks on the cable, or on every port of the bridge, and shows what it hears in the agent (AgentX), once that is up. */
export const lldpCommand = ({ bridge }: LabHost): string => {
  const words = bridge === undefined ? '-C eth0 -I eth0' : "-C br0 -I 'swp*'";
  return `sh -c 'until [ -S /var/agentx/master ]; do sleep 0.1; done; exec lldpd -d -x "$@"' lldpd ${words}`;
};
