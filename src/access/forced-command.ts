import { sha256 } from './published-commands.ts';

/** The collection script with the one line that differs from host to host set apart. */
interface SplitScript {
  /** 1-based number of the line of settings. */
  readonly line: number;
  readonly rest: string;
}

function splitSettings(script: string): SplitScript {
  const lines = script.trimEnd().split('\n');
  const at = lines.findIndex((line) => line.startsWith("M='"));
  if (at === -1) throw new Error('the collection script has no line of settings');
  return { line: at + 1, rest: `${lines.toSpliced(at, 1).join('\n')}\n` };
}

/** SHA-256 of the collection script without its line of settings: the same for every host and every scan of one version. */
export const scriptHash = (script: string): string => sha256(splitSettings(script).rest);

/**
 * A forced command for authorized_keys (sshd(8)): it runs the collection script of this version and nothing else,
 * whatever the client asks for. Plain POSIX sh; writes no file.
 * @param script what a scan sends, with any settings.
 */
export function forcedCommand(script: string, version: string): string {
  const { line } = splitSettings(script);
  return String.raw`#!/bin/sh
# Forced command for the SSH key of map ${version}: it runs the collection script of that version, and nothing else.
#
#   install -o root -g root -m 755 map-wrapper /usr/local/bin/map-wrapper
#
# and in authorized_keys of the user map logs in as, on one line:
#
#   restrict,command="/usr/local/bin/map-wrapper" ssh-ed25519 AAAA... map
#
# What the client asks for is not looked at. The script comes on standard input: line ${line} of it holds the settings of
# one scan, which are checked here; everything else must have this SHA-256 (map access commands shows it too).
want=${scriptHash(script)}

PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin; LC_ALL=C; export PATH LC_ALL
refuse() { echo "map-wrapper: $1; this host allows the script of map ${version} alone (map access wrapper)" >&2; exit 126; }
digest() {
  if command -v sha256sum; then sha256sum
  elif command -v shasum; then shasum -a 256
  elif command -v openssl; then openssl dgst -sha256 -r
  elif command -v sha256; then sha256 -q
  elif command -v digest; then /usr/bin/digest -a sha256
  fi 2>/dev/null
}
# A scan sends nothing before a shell has shown itself.
echo '+ exec sh -s' >&2
script=$(cat)
settings=$(printf '%s\n' "$script" | sed -n '${line}p')
printf '%s\n' "$settings" |
  grep -Ex "M='[A-Za-z0-9-]{8,64}'; SUDO=(auto|never); samples=[0-9]{1,4}; interval=[0-9]{1,5}(\.[0-9]{1,3})?; n=1" >/dev/null ||
  refuse 'line ${line} of the script is not one of settings'
have=$(printf '%s\n' "$script" | sed '${line}d' | digest | sed -n '$p'); have=@{have%% *}
[ "$have" = "$want" ] || refuse 'the script is another one'
printf '%s\n' "$script" | sh -s
`.replaceAll('@{', '${');
}
