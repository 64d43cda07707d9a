import type { Endpoint } from '../../../model/endpoint.ts';
import type { Fact } from '../../../model/fact.ts';
import { type HostPort, readHostPort } from '../../../text/connection/host.ts';
import { schemeOf } from '../../../text/connection/schemes.ts';
import { type NumberedFile, readNumberedFiles, wholeFile } from '../../../text/numbered-files.ts';
import { distinctListens, readListen } from './listen.ts';
import { type Directive, flatten, readDirectives } from './nginx-tree.ts';
import { type ReferenceList, referenceList } from './reference-list.ts';

interface Server extends HostPort {
  readonly line: number;
  readonly source: string;
}

const pass = /^(proxy|fastcgi|uwsgi|grpc|scgi|memcached)_pass$/;
/** What the directive speaks where its argument has no scheme. */
const spoken: Readonly<Record<string, string>> = {
  fastcgi: 'fastcgi',
  uwsgi: 'uwsgi',
  grpc: 'grpc',
  scgi: 'scgi',
  memcached: 'memcached',
};
const target = /^(?:([a-z]{2,6}):\/\/)?([^/?#]{1,300})/i;
/** The servers of `upstream` without a port listen on 80 (ngx_http_upstream_module). */
const defaultPort = 80;

function serversOf({ children }: Directive): readonly Server[] {
  return children.flatMap(({ words: [keyword, address = ''], line, source }) => {
    const server = keyword === 'server' ? readHostPort(address) : undefined;
    return server === undefined ? [] : [{ port: defaultPort, ...server, line, source }];
  });
}

const listensOf = (server: Directive): readonly Endpoint[] =>
  server.children.flatMap(({ words: [keyword, address = ''] }) => {
    if (keyword !== 'listen') return [];
    return readListen(address) ?? (address.startsWith('unix:') ? [] : (readListen(`${address}:80`) ?? []));
  });

type Pools = ReadonlyMap<string, readonly Server[]>;

function addPass(list: ReferenceList, directive: Directive, listens: readonly (Endpoint | undefined)[], pools: Pools): void {
  const [keyword = '', argument = ''] = directive.words;
  const [, family = ''] = pass.exec(keyword) ?? [];
  const [, written, authority = ''] = target.exec(argument) ?? [];
  const scheme = written?.toLowerCase() ?? spoken[family];
  const pool = pools.get(authority);
  // A user before the host is none of nginx's own, but people write it.
  const server = authority.slice(authority.lastIndexOf('@') + 1);
  const single = pool === undefined && !server.includes('$') ? readHostPort(server) : undefined;
  const port = scheme === undefined ? undefined : schemeOf(scheme)?.port;
  const servers =
    pool ??
    (single === undefined
      ? []
      : [{ ...(port === undefined ? {} : { port }), ...single, line: directive.line, source: directive.source }]);
  for (const { line, source, ...server } of servers) {
    if (list.isFull()) return;
    for (const listen of listens) {
      list.add(
        {
          kind: 'upstream',
          ...server,
          protocol: 'tcp',
          ...(scheme === undefined ? {} : { scheme }),
          ...(pool === undefined ? {} : { name: authority }),
        },
        { line, source, owner: { program: 'nginx' }, ...(listen === undefined ? {} : { listen }) },
      );
    }
  }
}

/** Blocks of `server`, the outermost: one within another is none. */
function* serverBlocks(directives: readonly Directive[]): Generator<Directive> {
  for (const directive of directives) {
    if (directive.words.length === 1 && directive.words[0] === 'server') yield directive;
    else yield* serverBlocks(directive.children);
  }
}

const isPass = ({ words }: Directive): boolean => pass.test(words[0] ?? '') && words.length > 1;

function references(files: readonly NumberedFile[]): readonly Fact[] {
  const list = referenceList(files.reduce((sum, file) => sum + file.lines.length, 0));
  const trees = files.flatMap(readDirectives);
  const all = flatten(trees);
  const pools = new Map(
    all.flatMap((one) => (one.words[0] === 'upstream' ? [[one.words[1] ?? '', serversOf(one)] as const] : [])),
  );
  const used = new Set<Directive>();
  for (const server of serverBlocks(trees)) {
    const listens = distinctListens(listensOf(server));
    for (const directive of flatten(server.children)) {
      if (!isPass(directive)) continue;
      used.add(directive);
      addPass(list, directive, listens, pools);
    }
  }
  for (const directive of all) if (isPass(directive) && !used.has(directive)) addPass(list, directive, [undefined], pools);
  return list.facts;
}

/**
 * Configuration of nginx (nginx.org: ngx_http_proxy_module, ngx_http_upstream_module, ngx_stream_proxy_module and their
 * like), lines printed by `grep -Hn`: where each `server` passes to, with its `listen`. Variables are not resolved.
 */
export const parseNginx = (text: string): readonly Fact[] => references(readNumberedFiles(text));

const fileHead = /^# configuration file (\/[^:\n]{1,1024}):$/;

/** One nginx.conf as it stands, or what `nginx -T` prints: several files, each below a comment with its path. */
export function parseNginxFile(text: string): readonly Fact[] {
  const files: { path: string; lines: { number: number; text: string }[] }[] = [{ path: 'nginx.conf', lines: [] }];
  for (const line of wholeFile('nginx.conf', text).lines) {
    const [, path] = fileHead.exec(line.text) ?? [];
    if (path !== undefined) files.push({ path, lines: [] });
    else files.at(-1)?.lines.push(line);
  }
  return references(files);
}
