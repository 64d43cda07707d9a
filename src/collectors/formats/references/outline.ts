import type { Setting } from '../../../text/connection/settings.ts';
import { unquote } from '../../../text/key-value.ts';
import type { NumberedLine } from '../../../text/numbered-files.ts';

interface Level {
  readonly indent: number;
  readonly name: string;
  items: number;
}

const row = /^([ \t]{0,200})((?:-[ \t]{1,16})*)(?:["']?([\w./@$-]{1,200})["']?[ \t]{0,16}:(?:[ \t]{1,40}|$))?(.{0,8192})$/;
const deepest = 64;
const onlyPunctuation = /^[\s{}[\],]*$/;

/** `[a, "b"]` as `a, b`; a value without its quotes, trailing comma and comment. */
function plainValue(text: string): string {
  const comment = text.search(/\s#/);
  const value = (comment === -1 ? text : text.slice(0, comment)).trim().replace(/,$/, '');
  if (!value.startsWith('[')) return unquote(value);
  return value.slice(1).replace(/\]$/, '').split(',').map(unquote).join(',');
}

/**
 * Keys and values of YAML, or JSON one key a line, with the path of keys before them (`spring.datasource.url`,
 * `servers.1.host`). Made for files of which only some lines are there: levels are told by indentation, and what does
 * not look like a key, a value or an item is left out. Anchors, block scalars and flow mappings are not read.
 */
export function readOutline(lines: readonly NumberedLine[]): readonly Setting[] {
  const settings: Setting[] = [];
  const levels: Level[] = [];
  for (const { number, text } of lines) {
    const [, blanks = '', dashes = '', key, rest = ''] = row.exec(text) ?? [];
    let indent = blanks.length;
    // An item may stand as far left as the key it belongs to.
    while (
      (levels.at(-1)?.indent ?? -1) > indent ||
      ((levels.at(-1)?.indent ?? -1) === indent && (dashes === '' || /^\d+$/.test(levels.at(-1)?.name ?? '')))
    )
      levels.pop();
    const parent = levels.at(-1);
    if (dashes !== '') {
      const name = String(parent?.items ?? 0);
      if (parent !== undefined) parent.items += 1;
      if (levels.length < deepest) levels.push({ indent, name, items: 0 });
      indent += dashes.length;
    }
    const value = plainValue(rest);
    const path = levels.map(({ name }) => name);
    if (key !== undefined && (value === '' || onlyPunctuation.test(value))) {
      if (levels.length < deepest) levels.push({ indent, name: key, items: 0 });
    } else if (value !== '' && (key !== undefined || dashes !== '')) {
      settings.push({
        line: number,
        name: [...(key === undefined ? path.slice(0, -1) : path), ...(key === undefined ? [] : [key])].join('.'),
        value,
      });
    }
  }
  return settings;
}
