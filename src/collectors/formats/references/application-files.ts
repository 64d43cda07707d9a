import type { Fact } from '../../../model/fact.ts';
import type { ReferenceOwner } from '../../../model/reference-fact.ts';
import { connectionsOfSettings } from '../../../text/connection/settings.ts';
import { type NumberedFile, readNumberedFiles, wholeFile } from '../../../text/numbered-files.ts';
import { settingsOfFile } from './file-settings.ts';
import { type ReferenceList, referenceList } from './reference-list.ts';
import { specialFiles } from './special-files.ts';

const programs: readonly (readonly [RegExp, string])[] = [
  [/^\/etc\/(?:redis|valkey)\//, 'redis-server'],
  [/^\/(?:etc|var\/lib)\/(?:postgresql|pgsql)\/.*\.conf$/, 'postgres'],
  [/^\/etc\/pgbouncer\//, 'pgbouncer'],
  [/^\/etc\/(?:grafana|prometheus|rabbitmq|squid|varnish|envoy|traefik|elasticsearch|opensearch|kafka|zookeeper)\//, ''],
];

/** The unit of a unit file, or the program that has its own folder. */
function ownerOf(path: string): ReferenceOwner | undefined {
  const [, unit] = /^\/etc\/systemd\/system\/([^/]{1,250}\.service)(?:\.d\/[^/]{1,200})?$/.exec(path) ?? [];
  if (unit !== undefined) return { unit };
  const [, program] = programs.find(([pattern]) => pattern.test(path)) ?? [];
  if (program === undefined) return undefined;
  return { program: program === '' ? (path.split('/')[2] ?? program) : program };
}

function addFile(list: ReferenceList, file: NumberedFile, source = file.path): void {
  const owner = ownerOf(file.path);
  const stand = { source, ...(owner === undefined ? {} : { owner }) };
  const special = specialFiles.find(({ path }) => path.test(file.path));
  if (special !== undefined) {
    for (const { line, connection } of special.read(file)) list.add(connection, { ...stand, line });
    return;
  }
  for (const group of settingsOfFile(file)) {
    for (const { setting, connection } of connectionsOfSettings(group))
      list.add(connection, { ...stand, line: setting.line ?? 1 });
  }
}

function references(files: readonly NumberedFile[]): readonly Fact[] {
  const list = referenceList(files.reduce((sum, file) => sum + file.lines.length, 0));
  for (const file of files) addFile(list, file);
  return list.facts;
}

/**
 * Lines of configuration files of applications, printed by `grep -Hn` with their paths. How a file is read is told by
 * its path; where it is not known, settings that name a server beyond doubt are taken.
 */
export const parseApplicationFiles = (text: string): readonly Fact[] => references(readNumberedFiles(text));

/** One file as it stands; its name tells how it is read. */
export const parseApplicationFile =
  (name: string) =>
  (text: string): readonly Fact[] => {
    const file = wholeFile(`/${name}`, text);
    const list = referenceList(file.lines.length);
    addFile(list, file, name);
    return list.facts;
  };
