import { basename } from 'node:path';

/** Tools whose name people put behind the host's: `db1-ss.txt`, `web-1_netstat-an.log`, `sw1.ip-addr`. */
const tools =
  'ss|netstat|lsof|sockstat|fstat|pfiles|ifconfig|ipadm|ipconfig|ip|arp|ndp|routes?|ps|tasklist|proc|resolv|systemctl|get-\\w+|sockets|processes|addresses|neighbors';
const toolAtEnd = new RegExp(`[-_. ](?:${tools})(?:[-_. ][\\w-]{0,30}){0,4}$`, 'i');
const toolAlone = new RegExp(`^(?:${tools})(?:[-_. ][\\w-]{0,30}){0,4}$`, 'i');
const ending = /\.(?:txt|log|out|raw|json|csv)$/i;

/** The host a file is named after, or undefined where its name says only what it is. */
export function hostOfFile(path: string): string | undefined {
  const stem = basename(path).replace(ending, '').slice(0, 255);
  if (toolAlone.test(stem)) return undefined;
  const host = stem.replace(toolAtEnd, '');
  return host === '' || host.startsWith('.') ? undefined : host;
}
