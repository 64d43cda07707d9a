import type { Fact, SystemFact } from '../../model/fact.ts';
import { readAssignment, unquote } from '../../text/key-value.ts';
import { readLabelledLines } from '../../text/labelled-files.ts';
import { readLines } from '../../text/lines.ts';
import { readUname } from '../../text/uname.ts';

/** `CentOS release 6.10 (Final)`, the only source before os-release. */
const releaseLine = /^(\S.{0,100}?) release (\d[\w.]{0,20})/;
const longestValue = 200;

type Values = ReadonlyMap<string, string>;

/** os-release(5), first in /etc, then in /usr/lib: the first value of a key counts. */
function readOsRelease(text: string): Values {
  const values = new Map<string, string>();
  for (const { number, path, text: content } of readLabelledLines(text)) {
    const read = path.endsWith('/os-release') ? readAssignment(content, number) : undefined;
    if (read !== undefined && !values.has(read.key)) values.set(read.key, unquote(read.value).slice(0, longestValue));
  }
  return values;
}

function readRedHatRelease(text: string): string | undefined {
  for (const { path, text: content } of readLabelledLines(text)) {
    if (path === '/etc/redhat-release' && content.trim() !== '') return content.trim().slice(0, longestValue);
  }
  return undefined;
}

function findUname(text: string): ReturnType<typeof readUname> {
  const found = [...readLines(text)].flatMap(({ text: line }) => readUname(line) ?? []);
  return found.length === 0 ? undefined : Object.assign({}, ...found.toReversed());
}

const known = <Key extends keyof SystemFact>(key: Key, value: string | undefined): Partial<Pick<SystemFact, Key>> =>
  (value === undefined || value === '' ? {} : { [key]: value }) as Partial<Pick<SystemFact, Key>>;

/** What the host calls itself and what runs on it: `uname`, os-release(5), and /etc/redhat-release where that is all there is. */
export function parseSystemLinux(text: string): readonly Fact[] {
  const uname = findUname(text);
  const release = readOsRelease(text);
  const redHat = readRedHatRelease(text);
  if (uname === undefined && release.size === 0 && redHat === undefined) return [];
  const [, redHatName, redHatVersion] = releaseLine.exec(redHat ?? '') ?? [];
  return [
    {
      fact: 'system',
      line: 1,
      ...known('name', uname?.name),
      ...known('description', release.get('PRETTY_NAME') ?? redHat),
      ...known('osName', release.get('NAME') ?? redHatName),
      ...known('osVersion', release.get('VERSION_ID') ?? redHatVersion),
      ...known('kernel', uname?.kernel),
      ...known('architecture', uname?.architecture),
    },
  ];
}
