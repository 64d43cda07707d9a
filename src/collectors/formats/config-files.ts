import type { Fact } from '../../model/fact.ts';
import { readLines } from '../../text/lines.ts';
import { backupReader, collectdReader, shipperReader, trapReader, zabbixReader } from './declared/agents.ts';
import { type FileReader, labelledFiles, wholeFile } from './declared/config-file.ts';
import { declaredList } from './declared/declared-list.ts';
import { directoryReaders } from './declared/directory.ts';
import { hostsReader } from './declared/hosts.ts';
import { cronScriptReader, crontabReader, serviceUnitReader } from './declared/jobs.ts';
import { mailReaders } from './declared/mail.ts';
import { addIscsiNodes, autofsReader, fstabReader, mountUnitReader } from './declared/mounts.ts';
import { nameServiceReaders } from './declared/name-service.ts';
import { proxyReader } from './declared/proxies.ts';
import { journalUploadReader, syslogNgReader, syslogReader } from './declared/syslog.ts';
import { ntpReader, timesyncdReader } from './declared/time.ts';
import { updateReaders } from './declared/updates.ts';

/** A file may have several readers: a unit names proxies and commands. */
const readers: readonly FileReader[] = [
  hostsReader,
  fstabReader,
  mountUnitReader,
  autofsReader,
  ntpReader,
  timesyncdReader,
  ...nameServiceReaders,
  syslogReader,
  syslogNgReader,
  journalUploadReader,
  shipperReader,
  zabbixReader,
  collectdReader,
  trapReader,
  backupReader,
  proxyReader,
  ...updateReaders,
  ...directoryReaders,
  ...mailReaders,
  crontabReader,
  cronScriptReader,
  serviceUnitReader,
];

/** Whether anybody here reads the file of this path. */
export const isConfigPath = (path: string): boolean => readers.some((reader) => reader.path.test(path));

/** Configuration files of a system, printed with their paths by `grep '' FILE…`: the other machines they name. */
export function parseConfigFiles(text: string): readonly Fact[] {
  const out = declaredList();
  for (const file of labelledFiles(text)) {
    for (const reader of readers) if (reader.path.test(file.path)) reader.read(file, out);
  }
  return out.facts;
}

/** The parser of a text that is one file, with the path such a file mostly has. */
export function parseOneFile(path: string, reader: FileReader): (text: string) => readonly Fact[] {
  return (text) => {
    const out = declaredList();
    reader.read(wholeFile(path, text), out);
    return out.facts;
  };
}

/** `ls -R` of the node database of open-iscsi. */
export function parseIscsiNodes(text: string): readonly Fact[] {
  const out = declaredList();
  addIscsiNodes({ path: '', lines: [...readLines(text)] }, out);
  return out.facts;
}
