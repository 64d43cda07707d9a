/** Options of each interpreter that take the next word as their value, so that it is not the script. */
const valueOptions: Readonly<Record<string, readonly string[]>> = {
  java: [
    '-cp',
    '-classpath',
    '--class-path',
    '-p',
    '--module-path',
    '--add-modules',
    '--add-opens',
    '--add-exports',
    '--add-reads',
  ],
  python: ['-W', '-X', '-Q'],
  node: ['-r', '--require', '--import', '--loader', '--experimental-loader', '--env-file', '-C', '--conditions'],
  ruby: ['-I', '-r', '-C', '-E'],
  perl: ['-I'],
  php: ['-d', '-c', '-z'],
  sh: ['-o', '-O', '--rcfile', '--init-file'],
};

/** Options after which the program is text on the command line: there is no script to name it by. */
const inlineOptions: Readonly<Record<string, readonly string[]>> = {
  python: ['-c'],
  node: ['-e', '--eval', '-p', '--print'],
  ruby: ['-e'],
  perl: ['-e', '-E'],
  php: ['-r', '-R'],
  sh: ['-c'],
};

const families: readonly (readonly [family: string, pattern: RegExp])[] = [
  ['java', /^java$/],
  ['python', /^python[0-9.]*$/],
  ['node', /^(?:node|nodejs)$/],
  ['ruby', /^ruby[0-9.]*$/],
  ['perl', /^perl[0-9.]*$/],
  ['php', /^php[0-9.]*$/],
  ['sh', /^(?:ba|da|a|k|z|mk)?sh$/],
];

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A login shell shows itself as `-bash` (login(1)). */
const familyOf = (program: string): string | undefined =>
  families.find(([, pattern]) => pattern.test(program.replace(/^-/, '')))?.[0];

/** Names that say what a file is for within its project, not which project: shown with the folder above. */
const generic =
  /^(?:server|main|__main__|app|index|run|start|manage|bootstrap|wsgi|asgi|service|worker|daemon|cli)(?:\.[a-z]+)?$/;
const genericFolders: ReadonlySet<string> = new Set([
  '',
  '.',
  '..',
  'bin',
  'sbin',
  'src',
  'lib',
  'dist',
  'build',
  'out',
  'target',
  'current',
]);

/** The file name of a script, with the nearest telling folder where the name alone is generic. */
function shortPath(path: string): string {
  const parts = path.split('/');
  const file = parts.at(-1) ?? path;
  if (!generic.test(file)) return file;
  const folder = parts.slice(0, -1).findLast((part) => !genericFolders.has(part));
  return folder === undefined ? file : `${folder}/${file}`;
}

function moduleOrFile(family: string, option: string, next: string | undefined): string | undefined {
  if (family === 'java' && option === '-jar') return next === undefined ? undefined : baseName(next);
  if (family === 'java' && (option === '-m' || option === '--module')) return next;
  return family === 'python' && option === '-m' ? next : undefined;
}

function findScript(family: string, words: readonly string[]): string | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const named = moduleOrFile(family, word, words[at + 1]);
    if (named !== undefined) return named;
    if (inlineOptions[family]?.includes(word)) return undefined;
    if (valueOptions[family]?.includes(word)) at++;
    else if (!word.startsWith('-') && !(family === 'java' && word.startsWith('@')))
      return family === 'java' ? word : shortPath(word);
  }
  return undefined;
}

/**
 * What an interpreter runs, read from its command line: the jar or main class, the module, or the
 * script. Nothing where the program is no interpreter, or runs text or its standard input.
 */
export function scriptName(args: string | undefined): string | undefined {
  if (args === undefined) return undefined;
  const [program = '', ...words] = args.split(/[ \t]+/).filter((word) => word !== '');
  const family = familyOf(baseName(program));
  const script = family === undefined ? undefined : findScript(family, words);
  return script === '' ? undefined : script;
}
