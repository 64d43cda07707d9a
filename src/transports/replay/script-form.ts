/** One `q` call of the collection script. */
export interface ScriptCall {
  readonly collector: string;
  readonly bytes: number;
  readonly root: boolean;
  readonly command: string;
  /** Only asked where a condition holds. */
  readonly conditional: boolean;
}

/** What the collection script asks of one platform, read back from its text. */
export interface ScriptForm {
  readonly marker: string;
  readonly sudo: boolean;
  readonly samples: number;
  /** Seconds between two samples. */
  readonly interval: number;
  /** Chains of the first pass and of every further sample: a call is made only when the one before it failed. */
  readonly once: readonly ScriptChain[];
  readonly again: readonly ScriptChain[];
}

export type ScriptChain = readonly ScriptCall[];

/** The text is not a collection script of the form this replay knows: the two have drifted apart. */
export class ScriptFormError extends Error {
  override readonly name = 'ScriptFormError';
}

/**
 * Reads the questions back out of a collection script.
 * @param uname what `uname -s` prints on the host; a platform the script has no block for is asked nothing.
 * @throws ScriptFormError where the text is not of the form `src/scan/script.ts` writes.
 */
export function readScriptForm(script: string, uname: string): ScriptForm {
  const head = match(
    script,
    /^M='([^'\n]+)'; SUDO=(auto|never); samples=(\d+); interval=(\d+(?:\.\d+)?); n=1$/m,
    'the line of settings',
  );
  const block = /^([A-Za-z-]+)\) once=(\w+); again=(\w+) ;;$/gm;
  const own = [...script.matchAll(block)].find(([, platform]) => platform === uname);
  return {
    marker: head[1] ?? '',
    sudo: head[2] === 'auto',
    samples: Number(head[3]),
    interval: Number(head[4]),
    once: own === undefined ? [] : readFunction(script, own[2] ?? ''),
    again: own === undefined ? [] : readFunction(script, own[3] ?? ''),
  };
}

function match(script: string, pattern: RegExp, what: string): RegExpMatchArray {
  const found = script.match(pattern);
  if (found === null) throw new ScriptFormError(`${what} of the collection script was not found`);
  return found;
}

function readFunction(script: string, name: string): ScriptChain[] {
  const opening = `\n${name}() {\n`;
  const start = script.indexOf(opening);
  if (start < 0) throw new ScriptFormError(`the function ${name} of the collection script was not found`);
  const chains: ScriptCall[][] = [];
  let joined = false;
  for (const words of readCommands(script, start + opening.length)) {
    if (words.length === 2 && words[0] === ':;' && words[1] === '}') return chains;
    const goesOn = words.at(-1) === '||';
    const call = readCall(goesOn ? words.slice(0, -1) : words);
    if (joined) chains.at(-1)?.push(call);
    else chains.push([call]);
    joined = goesOn;
  }
  throw new ScriptFormError(`the function ${name} of the collection script has no end`);
}

function readCall(words: readonly string[]): ScriptCall {
  const [q, collector, sample, seconds, bytes, root, command] = words;
  const wellFormed =
    q === 'q' && sample === '"$n"' && (words.length === 7 || words.length === 8) && Number(seconds) > 0 && Number(bytes) > 0;
  if (!wellFormed || collector === undefined || command === undefined) {
    throw new ScriptFormError(`not a call the replay knows: ${words.join(' ').slice(0, 80)}`);
  }
  return { collector, bytes: Number(bytes), root: root === 'useful', command, conditional: words.length === 8 };
}

/** The simple commands from `offset` on, a list of words each (XCU 2.3), single quotes taken off. */
function* readCommands(script: string, offset: number): Generator<string[]> {
  // A word is a run of 'quoted' text, \' and other characters; no alternative can begin as another does.
  const token = /(\n)|((?:'[^']*'|\\'|[^\s'\\])+)|[ \t]+/gy;
  token.lastIndex = offset;
  let words: string[] = [];
  for (let found = token.exec(script); found !== null; found = token.exec(script)) {
    if (found[2] !== undefined) words.push(unquote(found[2]));
    if (found[1] === undefined || words.length === 0) continue;
    yield words;
    words = [];
  }
}

const unquote = (word: string): string => word.replace(/'([^']*)'|\\(')/g, '$1$2');
