const words = ['pass', 'pw', 'secret', 'token', 'credential', 'psk', 'authtok', 'community', 'com2sec', 'createuser', 'sink'];
const anyCase = (word: string): string =>
  [...word].map((letter) => (/[a-z]/.test(letter) ? `[${letter}${letter.toUpperCase()}]` : letter)).join('');

/** Patterns of a shell's `case`: text that has none of these has nothing that is cut on the host. A key ring is a file, and every Debian names one. */
const holdsSecret = ['*@*', '*[A-Za-z._-][kK][eE][yY][!rR]*', ...words.map((word) => `*${anyCase(word)}*`)].join('|');

/** Characters; in more than these a shell looks slower than sed. */
const short = 8192;

/**
 * Command that prints what another prints, cut by `sed -r` with these expressions (cut-on-host.ts). The shell itself looks
 * whether there is anything to cut, and on most hosts starts nothing.
 */
export const cutWhereNeeded = (command: string, expressions: string): string =>
  [
    `o=$(${command}); t=@; [ "$@{#o}" -gt ${short} ] || t=$o`,
    `case "$t" in '') ;; ${holdsSecret}) printf '%s\\n' "$o" | sed -r ${expressions} ;; *) printf '%s\\n' "$o" ;; esac`,
  ]
    .join('; ')
    .replace('$@{', '${');
