import { basename } from 'node:path';

/** Tools whose name people put behind the host's: `db1-ss.txt`, `web-1_netstat-an.log`, `sw1.ip-addr`, `sw1-walk.txt`. */
const tools =
  'ss|netstat|lsof|sockstat|fstat|pfiles|ifconfig|ipadm|ipconfig|ip[-_. ](?:addr|route|neigh)\\w{0,7}|arp|ndp|routes?|ps|tasklist|proc[-_. ]net|resolv|(?:snmp)?walk|snmprec|get-\\w{1,30}';
/** What people add to the tool: its flags, what it was asked for, a form, a number. */
const more =
  '(?:[-_. ](?:an|ano|anob|anp|antup|tulpn|aux|auxww|ef|rn|a|n|v|all|brief|tcp6?|udp6?|arp|conf|json|csv|sudo|root|\\d{1,8}))';
const toolAtEnd = new RegExp(`[-_. ](?:${tools})${more}{0,4}$`, 'i');
const toolAlone = new RegExp(`^(?:${tools})${more}{0,4}$`, 'i');
const ending = /\.(?:txt|log|out|raw|json|csv|walk|snmpwalk|snmprec|properties)(?:\.gz)?$/i;
/** A VLAN of a switch behind its name, as `community@20` asks for it: `sw1@20.walk`, `sw1.vlan20.txt`. */
const vlanAtEnd = /^(.*?)(?:@(?:vlan-?)?|\.vlan-?|^vlan-?)(\d{1,4})$/i;

const stemOf = (path: string): string => basename(path).replace(ending, '').slice(0, 255);
const withoutTool = (stem: string): string => stem.replace(toolAtEnd, '');
const asHost = (text: string): string | undefined => (text === '' || text.startsWith('.') ? undefined : text);

/** The host a file is named after, or undefined where its name says only what it is. */
export function hostOfFile(path: string): string | undefined {
  const stem = stemOf(path);
  return toolAlone.test(stem) ? undefined : asHost(withoutTool(stem));
}

/** Which device a walk is of, and which of its contexts. */
export interface WalkName {
  readonly host?: string;
  readonly context?: string;
}

/**
 * What the name of a walk says: of `sw1@20.walk`, `sw1.vlan20-walk.txt` and, where somebody else says whose it is, `vlan20.walk` that it is
 * the context of VLAN 20 of sw1. A host that somebody named so is no context: `given` decides.
 */
export function walkOfFile(path: string, given: string | undefined): WalkName {
  const named = hostOfFile(path);
  const host = given ?? named;
  const [, before = '', vlan = ''] = vlanAtEnd.exec(withoutTool(stemOf(path))) ?? [];
  const device = asHost(withoutTool(before));
  const isContext = vlan !== '' && given !== named && (device ?? given) !== undefined;
  if (!isContext) return host === undefined ? {} : { host };
  return { host: given ?? device ?? '', context: `vlan-${Number(vlan)}` };
}

/** How the targets of inventories begin. */
export const inventoryTargets = 'inventory:';

/** True for what `inventoryOfFile` names. */
export const isInventory = (target: string): boolean => target.startsWith(inventoryTargets);

/**
 * What a file is kept as that tells of others, `inventory:aws-prod`: a newer one of the same name takes its place. Nobody's name, so that it
 * never stands for what was read on a host.
 */
export const inventoryOfFile = ({ path, host }: { readonly path: string; readonly host?: string }): string =>
  `${inventoryTargets}${
    host ??
    basename(path)
      .replace(/\.(?:txt|log|out|raw|json|jsonl|csv|ini|ya?ml|xml)(?:\.gz)?$/i, '')
      .slice(0, 255)
  }`;
