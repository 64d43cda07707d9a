import type { Endpoint } from '../../../model/endpoint.ts';
import type { Fact } from '../../../model/fact.ts';
import { type HostPort, readHostPort } from '../../../text/connection/host.ts';
import { type NumberedFile, type NumberedLine, readNumberedFiles, wholeFile } from '../../../text/numbered-files.ts';
import { readWords } from '../../../text/scan.ts';
import { distinctListens, readListen } from './listen.ts';
import { type ReferenceList, referenceList } from './reference-list.ts';

interface Server extends HostPort {
  readonly line: number;
  readonly source: string;
}

/** A proxy section: `listen` is front and back in one. */
interface Section {
  readonly type: string;
  readonly name: string;
  readonly listens: Endpoint[];
  readonly backends: Set<string>;
  readonly servers: Server[];
}

const sectionStart =
  /^(?:global|defaults|frontend|backend|listen|peers|resolvers|mailers|userlist|program|cache|ring|log-forward|http-errors|crt-store)$/;
const mostFronts = 32;
const mostBinds = 64;
const conditional = /^%?\[/;

const newSection = (type: string, name: string): Section => ({ type, name, listens: [], backends: new Set(), servers: [] });

function addServer(section: Section, address: string | undefined, { number }: NumberedLine, source: string): void {
  const server = address === undefined ? undefined : readHostPort(address.replace(/^(?:ipv4|ipv6|tcp4?6?)@/, ''));
  if (server !== undefined) section.servers.push({ ...server, line: number, source });
}

function readKeyword(section: Section, line: NumberedLine, source: string): void {
  const [keyword, ...words] = readWords(line.text.split(' #', 1)[0] ?? '');
  if (keyword === 'bind') {
    for (const part of (words[0] ?? '').split(',', mostBinds)) {
      const listen = readListen(part);
      if (listen !== undefined && section.listens.length < mostBinds) section.listens.push(listen);
    }
  } else if (keyword === 'default_backend' || keyword === 'use_backend') {
    const [name] = words;
    if (name !== undefined && !conditional.test(name)) section.backends.add(name);
  } else if (keyword === 'server') addServer(section, words[1], line, source);
  else if (keyword === 'server-template') addServer(section, words[2], line, source);
}

function readSections(files: readonly NumberedFile[]): readonly Section[] {
  const sections: Section[] = [];
  for (const { path, lines } of files) {
    let section: Section | undefined;
    for (const line of lines) {
      const [keyword = '', name = '', bind] = readWords(line.text);
      if (sectionStart.test(keyword)) {
        section = newSection(keyword, name);
        sections.push(section);
        const listen = keyword === 'listen' && bind !== undefined ? readListen(bind) : undefined;
        if (listen !== undefined) section.listens.push(listen);
      } else if (section !== undefined) readKeyword(section, line, path);
    }
  }
  return sections;
}

function addSection(list: ReferenceList, section: Section, fronts: readonly Section[]): void {
  const listens = distinctListens([...section.listens, ...fronts.flatMap((front) => front.listens)]);
  for (const { line, source, ...server } of section.servers) {
    for (const listen of listens) {
      const stand = { line, source, owner: { program: 'haproxy' }, ...(listen === undefined ? {} : { listen }) };
      list.add({ kind: 'upstream', ...server, protocol: 'tcp', name: section.name }, stand);
    }
    if (list.isFull()) return;
  }
}

function references(files: readonly NumberedFile[]): readonly Fact[] {
  const sections = readSections(files);
  const list = referenceList(files.reduce((sum, file) => sum + file.lines.length, 0));
  const fronts = new Map<string, Section[]>();
  for (const section of sections) {
    for (const name of section.backends) {
      const others = fronts.get(name) ?? [];
      if (others.length < mostFronts) others.push(section);
      fronts.set(name, others);
    }
  }
  for (const section of sections)
    if (section.type === 'listen' || section.type === 'backend') addSection(list, section, fronts.get(section.name) ?? []);
  return list.facts;
}

/**
 * Configuration of HAProxy (HAProxy Configuration Manual, 4), lines printed by `grep -Hn`: servers of each `backend` and
 * `listen`, with the `bind` of the front ends that lead to it. Rules that choose a backend by a variable lead nowhere.
 */
export const parseHaproxy = (text: string): readonly Fact[] => references(readNumberedFiles(text));

/** One haproxy.cfg as it stands. */
export const parseHaproxyFile = (text: string): readonly Fact[] => references([wholeFile('haproxy.cfg', text)]);
