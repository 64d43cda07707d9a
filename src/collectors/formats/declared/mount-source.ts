import { canonicalAddress } from '../../../text/address.ts';
import type { DeclaredList } from './declared-list.ts';
import { type Place, portOf, readPlace, readUrl } from './place.ts';

/** One mount, as fstab(5), /proc/mounts (proc(5)), an automounter map or a unit describes it. */
export interface Mount {
  readonly number: number;
  readonly source: string;
  readonly type: string;
  readonly options: string;
  /** File that says so. */
  readonly path: string;
}

interface Remote {
  readonly scheme: string;
  readonly places: readonly Place[];
  readonly name?: string | undefined;
}

const found = (place: Place | undefined): readonly Place[] => (place === undefined ? [] : [place]);
const optionIn = (options: string, name: RegExp): string | undefined =>
  options
    .split(',')
    .find((option) => name.test(option))
    ?.replace(/^[^=]*=/, '');

/** Host part and the rest of `host:/path`, where the host may be an IPv6 address with or without brackets. */
function splitExport(source: string): readonly [hosts: string, path: string] | undefined {
  const at = source.indexOf(':/');
  return at <= 0 ? undefined : [source.slice(0, at), source.slice(at + 1)];
}

/** nfs(5), and autofs(5) with `host(weight)` and several hosts: `h1,h2(5):/path`. */
function nfs({ source, options }: Mount): Remote | undefined {
  if (/^nfs:\/\//i.test(source)) return { scheme: 'nfs', places: found(readUrl(source)) };
  const [hosts, name] = splitExport(source) ?? [];
  if (hosts === undefined) return undefined;
  const port = portOf(optionIn(options, /^port=/));
  const places = hosts.split(',').flatMap((host) => found(readPlace(host.replace(/\(\d+\)$/, ''))));
  return { scheme: 'nfs', name, places: places.map((place) => (port === undefined ? place : { ...place, port })) };
}

/** mount.cifs(8), smbfs of the BSDs: `//user@host:port/share`, `\\host\share`. */
function smb({ source, options }: Mount): Remote | undefined {
  const [, host = '', share] = /^:?\/\/(?:[^@/]*@)?([^/]+)\/?(.*)$/.exec(source.replaceAll('\\', '/')) ?? [];
  const place = readPlace(host);
  const port = portOf(optionIn(options, /^port=/)) ?? place?.port;
  return { scheme: 'smb', name: share, places: place === undefined ? [] : [port === undefined ? place : { ...place, port }] };
}

/** mount.ceph(8): `mon1:6789,mon2:/path`, or since Quincy `user@fsid.fs=/path` with `mon_addr=a/b`. */
function ceph({ source, options }: Mount): Remote {
  const monitors = optionIn(options, /^mon_addr=/)?.split('/') ?? (splitExport(source)?.[0] ?? '').split(',');
  return { scheme: 'ceph', places: monitors.flatMap((one) => found(readPlace(one))) };
}

/** mount.glusterfs(8). */
function gluster({ source, options }: Mount): Remote | undefined {
  const [, hosts = '', name] = /^([^/]{1,1000}?):?\/(.*)$/.exec(source) ?? [];
  const more = optionIn(options, /^backup-?vol-?file-?servers?=/) ?? '';
  return { scheme: 'glusterfs', name, places: [...hosts.split(','), ...more.split(':')].flatMap((one) => found(readPlace(one))) };
}

/** mount.lustre(8): `10.0.0.1@tcp:10.0.0.2@o2ib0,…:/fsname`. */
function lustre({ source }: Mount): Remote | undefined {
  const [nodes, name] = splitExport(source) ?? [];
  const places = (nodes ?? '').split(/[:,]/).flatMap((node) => found(readPlace(node.replace(/@.*$/, ''))));
  return { scheme: 'lustre', name: name?.slice(1), places };
}

/** sshfs(1): `user@host:path`, in older tables `sshfs#user@host:path`. */
function sshfs({ source, options }: Mount): Remote | undefined {
  const [, host = '', name] = /^(?:sshfs#)?(?:[^@:/]*@)?(\[[^\]]*\]|[^:/@]+):(.*)$/.exec(source) ?? [];
  const place = readPlace(host);
  const port = portOf(optionIn(options, /^port=/));
  return { scheme: 'ssh', name, places: found(place).map((one) => (port === undefined ? one : { ...one, port })) };
}

const dav = ({ source }: Mount): Remote => {
  const place = readUrl(source);
  return { scheme: place?.scheme ?? 'http', name: place?.path, places: found(place) };
};

const readers: readonly (readonly [RegExp, (mount: Mount) => Remote | undefined])[] = [
  [/^(?:nfs[34]?|fuse\.nfs)$/, nfs],
  [/^(?:cifs|smb3?|smbfs)$/, smb],
  [/^(?:fuse\.)?ceph$/, ceph],
  [/^(?:fuse\.)?glusterfs$/, gluster],
  [/^lustre$/, lustre],
  [/^(?:fuse\.|fuse)?sshfs$|^fuse$/, sshfs],
  [/^(?:fuse\.)?davfs2?$/, dav],
];

/** `\040` and its like (getmntent(3)). */
const unescaped = (text: string): string =>
  text.replace(/\\([0-3][0-7]{2})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

/**
 * Adds the machines a mount comes from. `addr=` of a live mount says which address their name meant: that is a line of
 * hosts(5) in other words.
 */
export function addMount(mount: Mount, out: DeclaredList): void {
  const reader = readers.find(([type]) => type.test(mount.type))?.[1];
  const { scheme, places, name } = reader?.({ ...mount, source: unescaped(mount.source) }) ?? { scheme: '', places: [] };
  for (const { host, port } of places) out.add(mount.number, { kind: 'mount', host, port, scheme, name, source: mount.path });
  const [only] = places;
  const address = canonicalAddress(optionIn(mount.options, /^addr=/) ?? '');
  if (only === undefined || places.length > 1 || address === undefined || canonicalAddress(only.host) !== undefined) return;
  out.names(mount.number, address, [only.host]);
}
