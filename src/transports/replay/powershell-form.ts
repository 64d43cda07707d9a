import type { ScriptCall, ScriptForm } from './script-form.ts';
import { ScriptFormError } from './script-form.ts';

/** `Read-MapSection 'windows.arp' 10 2097152 'arp.exe -a'`, alone or where the one before it failed. */
const call =
  /^ {2}(?:(if \(\$MapFailed\) \{ ))?Read-MapSection '([\w.-]{1,80})' (\d{1,9}) (\d{1,12}) '((?:[^'\n]|''){1,4000})'(?: \})?$/;

function match(script: string, pattern: RegExp, what: string): RegExpMatchArray {
  const found = script.match(pattern);
  if (found === null) throw new ScriptFormError(`${what} of the PowerShell script was not found`);
  return found;
}

function readFunction(script: string, name: string): ScriptCall[][] {
  const opening = `\nfunction ${name} {\n`;
  const start = script.indexOf(opening);
  const end = script.indexOf('\n}\n', start);
  if (start < 0 || end < 0) throw new ScriptFormError(`the function ${name} of the PowerShell script was not found`);
  const chains: ScriptCall[][] = [];
  const lines = script.slice(start + opening.length, end + 1).split('\n');
  for (const line of lines.filter((one) => one !== '')) {
    const [, fallback, collector = '', , bytes, command = ''] = match(line, call, 'a call');
    const one = { collector, bytes: Number(bytes), root: false, command: command.replaceAll("''", "'"), conditional: false };
    if (fallback === undefined) chains.push([one]);
    else chains.at(-1)?.push(one);
  }
  return chains;
}

/**
 * Reads the questions back out of a PowerShell collection script.
 * @throws ScriptFormError where the text is not of the form `src/scan/powershell-script.ts` writes.
 */
export function readPowerShellForm(text: string): ScriptForm {
  const script = text.replaceAll('\r\n', '\n');
  return {
    marker: match(script, /^\$MapMark = '([^'\n]+)'$/m, 'the marker line')[1] ?? '',
    sudo: false,
    samples: Number(match(script, /^\$MapSamples = (\d+)$/m, 'the number of samples')[1]),
    interval: Number(match(script, /^\$MapPause = (\d+)$/m, 'the pause')[1]) / 1000,
    once: readFunction(script, 'Read-MapOnce'),
    again: readFunction(script, 'Read-MapAgain'),
  };
}
