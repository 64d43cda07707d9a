import type { ReferenceFact } from '../model/fact.ts';
import { isProtocol, type Protocol } from './protocol.ts';

/**
 * Ports of schemes that need not name one (IANA service name registry; the products' own defaults). Only for
 * what a parser left open because the place itself does not say it.
 */
const ports: Readonly<Record<string, number>> = {
  nfs: 2049,
  nfs4: 2049,
  cifs: 445,
  smb: 445,
  smb3: 445,
  ceph: 6789,
  glusterfs: 24007,
  lustre: 988,
  iscsi: 3260,
  sshfs: 22,
  ssh: 22,
  sftp: 22,
  rsync: 873,
  dns: 53,
  ntp: 123,
  syslog: 514,
  kerberos: 88,
  ldap: 389,
  ldaps: 636,
  smtp: 25,
  http: 80,
  https: 443,
  ftp: 21,
};

/** Those that go by datagrams where nothing else is said. */
const datagrams: ReadonlySet<string> = new Set(['dns', 'ntp', 'syslog']);

/** Protocol and port of a reference; nothing where the port is neither written nor implied. */
export function defaultEndpoint({ protocol, port, scheme }: ReferenceFact): { protocol: Protocol; port: number } | undefined {
  const known = port ?? (scheme === undefined ? undefined : ports[scheme]);
  if (known === undefined) return undefined;
  const carrier = protocol ?? (scheme !== undefined && datagrams.has(scheme) ? 'udp' : 'tcp');
  return isProtocol(carrier) ? { protocol: carrier, port: known } : undefined;
}
