import { endOfLine, nextWord, type Range, replacement } from './range.ts';

/** Where a program takes a secret: an option of one letter, glued to its value or before it, or a special form. */
interface Rule {
  /** Name of the program, without its path. */
  readonly program: RegExp;
  /** Options whose value is the secret. */
  readonly options?: readonly string[];
  /** The option may end a cluster of others: `-su user:secret`. */
  readonly clustered?: true;
  /** The option is the whole word: `-k secret`, but not `-key file`. */
  readonly exact?: true;
  /** A value may only be glued to the option: alone it asks for the secret. */
  readonly gluedOnly?: boolean;
  /** The secret is what follows this character in the value: `-u user:secret`. */
  readonly after?: string;
  /** The rule holds only where this word is on the line too. */
  readonly subcommand?: string;
}

const rules: readonly Rule[] = [
  {
    program: /^(?:mysql(?!d$|d_|d-)\w*|mariadb(?!d$)[\w-]*|mycli|xtrabackup|innobackupex|mariabackup)$/,
    options: ['-p'],
    gluedOnly: true,
  },
  { program: /^(?:7z[ar]?|rar|unrar)$/, options: ['-p'], gluedOnly: true },
  { program: /^sshpass$/, options: ['-p'] },
  { program: /^redis-cli$/, options: ['-a'] },
  { program: /^ldap\w{3,9}$/, options: ['-w'] },
  { program: /^(?:mongo\w{0,10}|cqlsh|rdesktop|useradd|usermod)$/, options: ['-p'] },
  { program: /^(?:sqlcmd|bcp|isql|osql|tsql|freebcp|ipmitool|zip|unzip)$/, options: ['-P'] },
  { program: /^snmp\w{2,12}$/, options: ['-c', '-A', '-X'] },
  { program: /^(?:smbclient|rpcclient|smbget|winexe|smbmap)$/, options: ['-U'], after: '%' },
  { program: /^lftp$/, options: ['-u'], after: ',' },
  { program: /^curl$/, options: ['-u', '-U', '--user', '--proxy-user'], clustered: true, after: ':' },
  { program: /^mosquitto_\w{2,6}$/, options: ['-P', '--pw'] },
  { program: /^openssl$/, options: ['-k', '-K'], exact: true },
  { program: /^[xw]l?freerdp3?$/, options: ['/p:', '/gp:'], gluedOnly: true },
  { program: /^(?:docker|podman|nerdctl|helm|buildah|skopeo|oc|az|cf|oras)$/, options: ['-p'], subcommand: 'login' },
];
/** Programs whose plain argument is `user/secret@database`. */
const oracle = /^(?:sqlplus|sqlldr|expdp|impdp|rman|sqlcl)$/;
const oracleLogin = /^([^\s/=-][^\s/=]*\/)([^\s@/][^\s@]*)/;
/** `rabbitmqctl add_user NAME SECRET`. */
const secondArgument = /^(?:add_user|change_password|authenticate_user)$/;

const candidates =
  /(?<![\w.-])(?:mysql|mariadb|mycli|xtrabackup|innobackupex|7z|rar|unrar|sshpass|redis-cli|ldap|mongo|cqlsh|rdesktop|user(?:add|mod)|sqlcmd|bcp|[iot]sql|freebcp|ipmitool|zip|unzip|snmp|smb|rpcclient|winexe|lftp|curl|mosquitto_|openssl|[xw]l?freerdp|docker|podman|nerdctl|helm|buildah|skopeo|oc|az|cf|oras|sqlplus|sqlldr|expdp|impdp|rman|sqlcl|rabbitmqctl)(?=[\w-]*[ \t])/g;

function* wordsOf(text: string, from: number, end: number): Generator<Range> {
  for (let word = nextWord(text, from); word !== undefined && word.start < end; word = nextWord(text, word.end)) yield word;
}

/** The secret in a value: all of it, or what follows the rule's character. */
function secretIn(text: string, value: Range, rule: Rule): Range | undefined {
  const at = rule.after === undefined ? -1 : text.slice(value.start, value.end).indexOf(rule.after);
  if (rule.after !== undefined && at === -1) return undefined;
  const start = value.start + at + 1;
  return start >= value.end || text.startsWith(replacement, start) ? undefined : { start, end: value.end };
}

/** The part of a word that is the option: `--user=` of `--user=a:b`, `-su` of a cluster, `-p` of `-psecret`. */
function writtenOption(word: string, { options = [], clustered, exact }: Rule): string | undefined {
  for (const option of options) {
    const isLong = option.startsWith('--');
    if (isLong && word.startsWith(`${option}=`)) return `${option}=`;
    if (isLong || exact === true ? word === option : word.startsWith(option)) return option;
    if (clustered === true && !isLong && /^-[A-Za-z]{2,8}$/.test(word) && word.endsWith(option.slice(1))) return word;
  }
  return undefined;
}

function* optionSecrets(text: string, words: readonly Range[], rule: Rule): Generator<Range> {
  for (const [index, word] of words.entries()) {
    const written = text.slice(word.start, Math.min(word.end, word.start + 16));
    const option = writtenOption(written, rule);
    if (option === undefined) continue;
    const glued = word.end - word.start > option.length;
    const value = glued ? { start: word.start + option.length, end: word.end } : words[index + 1];
    if (value === undefined || (!glued && rule.gluedOnly === true)) continue;
    const secret = secretIn(text, value, rule);
    if (secret !== undefined) yield secret;
  }
}

function* argumentSecrets(text: string, words: readonly Range[], program: string): Generator<Range> {
  for (const [index, word] of words.entries()) {
    const written = text.slice(word.start, word.end);
    if (oracle.test(program)) {
      const [, user, secret] = oracleLogin.exec(written) ?? [];
      if (user === undefined || secret === undefined) continue;
      const start = word.start + user.length;
      if (!secret.startsWith(replacement)) yield { start, end: start + secret.length };
      return;
    }
    const second = words[index + 2];
    if (program === 'rabbitmqctl' && secondArgument.test(written) && second !== undefined) yield second;
  }
}

/** A program may follow its path, the label grep prints, the `=` of a setting, or a quote: `/etc/cron.d/x:mysql`, `ExecStart=mysql`. */
const before = ['/', ':', '=', '"', "'", '(', '`', ';', '|', '&'];
const programIn = (word: string): string => word.slice(Math.max(...before.map((mark) => word.lastIndexOf(mark))) + 1);

/** Names of the programs on one line, each once, with the words that follow the first of them. */
function programsOn(text: string, words: readonly Range[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [index, word] of words.entries()) {
    const name = programIn(text.slice(word.start, word.end));
    if (!found.has(name) && (oracle.test(name) || name === 'rabbitmqctl' || rules.some((rule) => rule.program.test(name)))) {
      found.set(name, index);
    }
  }
  return found;
}

function* lineSecrets(text: string, start: number, end: number): Generator<Range> {
  const words = [...wordsOf(text, start, end)];
  for (const [program, index] of programsOn(text, words)) {
    const after = words.slice(index + 1);
    for (const rule of rules) {
      const applies = rule.program.test(program);
      const there = rule.subcommand === undefined || after.some((word) => text.slice(word.start, word.end) === rule.subcommand);
      if (applies && there) yield* optionSecrets(text, after, rule);
    }
    yield* argumentSecrets(text, after, program);
  }
}

/** Secrets in the short options of programs that are known to take them there: `mysql -psecret`, `curl -u user:secret`. */
export function* programSecrets(text: string): Generator<Range> {
  candidates.lastIndex = 0;
  for (let match = candidates.exec(text); match !== null; match = candidates.exec(text)) {
    const start = text.lastIndexOf('\n', match.index) + 1;
    const end = endOfLine(text, match.index);
    yield* lineSecrets(text, start, end);
    candidates.lastIndex = end;
  }
}
