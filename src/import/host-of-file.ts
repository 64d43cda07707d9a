import { basename } from 'node:path';

/** Tools whose name people put behind the host's: `db1-ss.txt`, `web-1_netstat-an.log`, `sw1.ip-addr`. */
const tools =
  'ss|netstat|lsof|sockstat|fstat|pfiles|ifconfig|ipadm|ipconfig|ip[-_. ](?:addr|route|neigh)\\w{0,7}|arp|ndp|routes?|ps|tasklist|proc[-_. ]net|resolv|get-\\w{1,30}';
/** What people add to the tool: its flags, what it was asked for, a form, a number. */
const more =
  '(?:[-_. ](?:an|ano|anob|anp|antup|tulpn|aux|auxww|ef|rn|a|n|v|all|brief|tcp6?|udp6?|arp|conf|json|csv|sudo|root|\\d{1,8}))';
const toolAtEnd = new RegExp(`[-_. ](?:${tools})${more}{0,4}$`, 'i');
const toolAlone = new RegExp(`^(?:${tools})${more}{0,4}$`, 'i');
const ending = /\.(?:txt|log|out|raw|json|csv)$/i;

/** The host a file is named after, or undefined where its name says only what it is. */
export function hostOfFile(path: string): string | undefined {
  const stem = basename(path).replace(ending, '').slice(0, 255);
  if (toolAlone.test(stem)) return undefined;
  const host = stem.replace(toolAtEnd, '');
  return host === '' || host.startsWith('.') ? undefined : host;
}

/**
 * What a file is kept as that tells of others, `inventory:aws-prod`: a newer one of the same name takes its place. Nobody's name, so that it
 * never stands for what was read on a host.
 */
export const inventoryOfFile = ({ path, host }: { readonly path: string; readonly host?: string }): string =>
  `inventory:${
    host ??
    basename(path)
      .replace(/\.(?:txt|log|out|raw|json|jsonl|csv|ini|ya?ml|xml)$/i, '')
      .slice(0, 255)
  }`;
