import type { Endpoint } from '../../../model/endpoint.ts';
import type { Fact } from '../../../model/fact.ts';
import { connectionsOfUrl, findUrls } from '../../../text/connection/url.ts';
import { type NumberedFile, readNumberedFiles, wholeFile } from '../../../text/numbered-files.ts';
import { readWords } from '../../../text/scan.ts';
import { distinctListens, readListen } from './listen.ts';
import { type ReferenceList, referenceList } from './reference-list.ts';

interface Use {
  readonly line: number;
  readonly source: string;
  readonly url: string;
  readonly listens: readonly Endpoint[];
}

const virtualHost = /^<VirtualHost\s+([^>]{1,1000})>/i;
const balancer = /^<Proxy(?:Match)?\s+"?balancer:\/\/([\w.-]{1,128})/i;
const balancerUse = /balancer:\/\/([\w.-]{1,128})/i;
const passing = /^(?:ProxyPass|ProxyPassMatch|RewriteRule)$/i;
const mostMembers = 256;
const rewrite = /\[[^\]]{0,100}\bP\b[^\]]{0,100}\]/;

/** What one directive passes to; a rewrite only with its flag `P`. */
function passedTo(words: readonly string[], text: string): string | undefined {
  const [directive = ''] = words;
  if (!passing.test(directive)) return undefined;
  if (/^RewriteRule$/i.test(directive) && !rewrite.test(text)) return undefined;
  return words.slice(1).find((word) => word.includes('://'));
}

function addMembers(list: ReferenceList, use: Use, name: string | undefined): void {
  const program = use.source.startsWith('/etc/httpd') ? 'httpd' : 'apache2';
  const stand = { line: use.line, source: use.source, owner: { program } };
  const [url] = findUrls(use.url);
  const connections = url === undefined ? [] : connectionsOfUrl(url);
  for (const connection of connections) {
    for (const listen of distinctListens(use.listens)) {
      const { name: _, ...server } = connection;
      list.add(
        { ...server, kind: 'upstream', protocol: 'tcp', ...(name === undefined ? {} : { name }) },
        { ...stand, ...(listen === undefined ? {} : { listen }) },
      );
    }
  }
}

/** The pools, and what is passed to where, of all files: a pool may be used in another file than it is in. */
function readUses(files: readonly NumberedFile[]): {
  readonly members: ReadonlyMap<string, Use[]>;
  readonly uses: readonly Use[];
} {
  const members = new Map<string, Use[]>();
  const uses: Use[] = [];
  for (const { path, lines } of files) {
    let listens: readonly Endpoint[] = [];
    let pool: string | undefined;
    for (const { number, text } of lines) {
      const trimmed = text.trim();
      const [, hosts] = virtualHost.exec(trimmed) ?? [];
      if (hosts !== undefined) listens = readWords(hosts).flatMap((host) => readListen(host) ?? []);
      else if (/^<\/VirtualHost/i.test(trimmed)) listens = [];
      const [, opened] = balancer.exec(trimmed) ?? [];
      if (opened !== undefined) pool = opened;
      else if (/^<\/Proxy/i.test(trimmed)) pool = undefined;
      const words = readWords(trimmed).map((word) => word.replace(/^["']|["']$/g, ''));
      if (/^BalancerMember$/i.test(words[0] ?? '')) {
        const [, direct] = balancerUse.exec(words[1] ?? '') ?? [];
        const name = direct ?? pool;
        const url = words[direct === undefined ? 1 : 2] ?? '';
        const others = members.get(name ?? '') ?? [];
        if (name !== undefined && others.length < mostMembers) others.push({ line: number, source: path, url, listens });
        if (name !== undefined) members.set(name, others);
        continue;
      }
      const url = passedTo(words, trimmed);
      if (url !== undefined) uses.push({ line: number, source: path, url, listens });
    }
  }
  return { members, uses };
}

function references(files: readonly NumberedFile[]): readonly Fact[] {
  const list = referenceList(files.reduce((sum, file) => sum + file.lines.length, 0));
  const { members, uses } = readUses(files);
  const used = new Set<string>();
  for (const use of uses) {
    const [, name] = balancerUse.exec(use.url) ?? [];
    const pool = name === undefined ? undefined : members.get(name);
    if (name === undefined) addMembers(list, use, undefined);
    else used.add(name);
    for (const member of pool ?? []) addMembers(list, { ...member, listens: use.listens }, name);
    if (list.isFull()) return list.facts;
  }
  for (const [name, pool] of members) if (!used.has(name)) for (const member of pool) addMembers(list, member, name);
  return list.facts;
}

/**
 * Configuration of the Apache HTTP Server (mod_proxy, mod_proxy_balancer, mod_rewrite), lines printed by `grep -Hn`:
 * what each virtual host passes to.
 */
export const parseApache = (text: string): readonly Fact[] => references(readNumberedFiles(text));

/** One configuration file as it stands. */
export const parseApacheFile = (text: string): readonly Fact[] => references([wholeFile('apache.conf', text)]);
