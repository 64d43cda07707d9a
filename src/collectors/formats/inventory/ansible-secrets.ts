import { isSecretName } from './secret-names.ts';

const cut = '[cut]';
/** `key: value`, also as an item of a list (YAML 1.2, 8.2); keys in quotes too. */
const entry = /^([ \t]{0,200}(?:- {1,20})?)(["']?)([\w.-]{1,256})\2[ \t]{0,20}:(?:[ \t]{1,80}(.*))?$/;

const indentOf = (line: string): number => line.length - line.trimStart().length;
/** Nothing but a comment is no value: what stands below has names of its own. */
const isValue = (text: string): boolean => text !== '' && !text.startsWith('#');

/**
 * Cuts the values of variables out of an inventory in YAML that are named for a secret or are vaulted, also where they go on over several
 * lines. Every line stays where it is. Braces are left to the cuts every text gets. Linear.
 */
export function redactAnsibleYaml(text: string): string {
  // Where the key of the value stands that is being cut.
  let column = -1;
  const lines = text.split('\n').map((line) => {
    const end = line.endsWith('\r') ? '\r' : '';
    if (column >= 0 && (line.trim() === '' || indentOf(line) > column)) return end;
    column = -1;
    const [, before = '', mark = '', key, value = ''] = entry.exec(line.trimEnd()) ?? [];
    if (key === undefined || !isValue(value) || value === cut) return line;
    if (/^[{[]/.test(value) || !(isSecretName(key) || value.startsWith('!vault'))) return line;
    column = before.length;
    return `${before}${mark}${key}${mark}: ${cut}${end}`;
  });
  return lines.join('\n');
}

const variablesOfGroup = /^\s{0,20}\[[^\]\n]{1,255}:vars\]/;
const assigned = /(?<![\w.-])([\w.-]{1,256})([ \t]{0,20}[=:][ \t]{0,20})("[^"]{0,4096}"|'[^']{0,4096}'|\S{1,4096})/g;
const wholeLine = /^([ \t]{0,20}([\w.-]{1,256})[ \t]{0,20}[=:][ \t]{0,20})\S.*$/;

/** Cuts the values of variables named for a secret out of an INI inventory: below `[web:vars]` a value is the rest of its line. Linear. */
export function redactAnsibleIni(text: string): string {
  let isVariables = false;
  const lines = text.split('\n').map((line) => {
    if (/^\s{0,20}\[/.test(line)) isVariables = variablesOfGroup.test(line);
    const end = line.endsWith('\r') ? '\r' : '';
    const [, before = '', name = ''] = (isVariables ? wholeLine.exec(line.trimEnd()) : undefined) ?? [];
    if (name !== '' && isSecretName(name)) return `${before}${cut}${end}`;
    return line.replace(assigned, (all, key: string, sign: string, value: string) =>
      value !== cut && sign.includes('=') && isSecretName(key) ? `${key}${sign}${cut}` : all,
    );
  });
  return lines.join('\n');
}
