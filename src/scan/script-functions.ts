/**
 * A line that the Bourne shell understands: where it is one that reads it, a shell by POSIX takes over.
 * @param words arguments of the shell that takes over
 */
export function goOnUnder(words: string): string {
  const test = `[ ! -x $s ] || (eval ': @{s#x}') 2>/dev/null || exec $s ${words}`.replaceAll('@{', '${');
  return `for s in /usr/xpg4/bin/sh /usr/bin/ksh; do ${test}; done`;
}

/**
 * What the script begins with: in a shell that is none by POSIX it goes on under one that is. /bin/sh of Solaris 10 is
 * the Bourne shell, which reads its input 128 bytes at a time (BUFFERSIZE in its mode.h) and so has read on into
 * the comment behind, never past it; the next shell goes on within the comment or below it. No second login, no file.
 */
export const posixShell = [goOnUnder('-s'), ...Array<string>(4).fill('#'.repeat(64))].join('\n');

/**
 * The functions every script needs. Plain POSIX sh: dash, ash, bash 3, ksh88, ksh93, mksh. Descriptor 4 is the real
 * standard output, 5 the real standard error; 3 brings words back past the counter of bytes. No file is written.
 *
 * `q` prints one section between two marker lines on standard output (and its begin on standard error, so that
 * both streams can be split), or nothing where its condition (the seventh word) does not hold. The border's
 * leading newline belongs to the border: what a command printed is kept to the byte. `pass` asks everything in one go, under one time limit (`GO`) and one byte cap (`MOST`), because a watchdog and a
 * counter for every command would cost the host twice what the commands do. Where that is cut short, the
 * command it was cut in and all behind it are asked with care, each under its own limit and its own cap.
 * A command that is ended takes its children with it: a child that went on would hold the pipe open. Who they are is
 * looked up when it has come to that: ksh93 runs $( ) and ( ) in itself or not, as it likes, so no shell can tell beforehand
 * whose parent it will be. Nothing is ended that does not stand below this script ($$).
 */
export const scriptFunctions = String.raw`
LC_ALL=C; LANG=C; export LC_ALL LANG
PATH="$PATH:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin:/usr/pkg/sbin:/opt/freeware/sbin:/opt/freeware/bin"; export PATH
exec 4>&1 5>&2
K=$(uname -s); I=$(id 2>/dev/null); I=@{I#uid=}; I=@{I%% gid=*}
U=@{I%%\(*}; W=@{I#"$U"}; W=@{W#\(}; W=@{W%\)}
P=none; [ "$U" = 0 ] && P=root
C=head; CARE=; FROM=
sized() { [ "$(printf xy | head -c 1 2>/dev/null)" = x ] || C=cat; }
case "$K" in Linux|Darwin|FreeBSD|NetBSD) ;; HP-UX) UNIX95=; export UNIX95; C=cat ;; *) sized ;; esac
children() {
  if [ "$K" = Linux ]; then
    for f in $(grep -sl "^PPid:[[:space:]]*$1\$" /proc/[0-9]*/status); do f=@{f#/proc/}; echo "@{f%/status}"; done
  else ps -A -o ppid,pid 2>/dev/null | awk "\$1 == $1 { print \$2 }"; fi
}
above() {
  [ "$K" != Linux ] || { read -r p p p p rest <"/proc/$1/stat"; echo "$p"; return; }
  ps -A -o pid,ppid 2>/dev/null | awk "\$1 == $1 { print \$2 }"
}
below() { echo "$1"; for d in $(children "$1"); do below "$d"; done; }
watch() {
  exec >/dev/null 3>&- 4>&- 5>&-
  trap 'kill -9 "$!"; wait "$!"; exit' TERM
  sleep "$1" & wait "$!" || exit 0
  trap '' TERM; sleep 9 & me=$(above "$!"); kill -9 "$!"; up=$(above "$me")
  [ "$up" = $$ ] || [ "$(above "$up")" = $$ ] || exit 0
  a=; for d in $(children "$up"); do [ "$d" = "$me" ] || a="$a $(below "$d")"; done
  kill $a; sleep 1
  k=" "; for d in $(children "$up"); do k="$k$d "; done
  for d in $a; do case "$k" in *" $d "*) ;; *) kill -9 "$d" ;; esac; done
  sleep 1
  for d in $(children "$up"); do [ "$d" = "$me" ] || kill -9 "$d"; done
}
counter() {
  trap '' TERM
  if [ "$C" = head ]; then exec head -c "$1"; else exec cat; fi
}
bounded() {
  L=$1; B=$2; shift 2
  R=$(
    exec 2>/dev/null 3>&1
    ( watch "$L" ) </dev/null & w=$!
    { "$@" </dev/null 4>&-; echo "$?" >&3; } | counter "$B" >&4 3>&-
    [ "$?" != 137 ] || echo lost
    kill "$w"; wait "$w"
  )
}
ask() {
  case "$1" in exit*|*[!A-Za-z0-9\ =:,./_-]*) ( eval "$1" ) 2>&5 3>&- 5>&- ;; *) $1 2>&5 3>&- 5>&- ;; esac
}
listed() { sudo -kn -l $1 </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&-; }
allowed() {
  [ "$P" = none ] && [ "$SUDO" = auto ] || { [ "$P" = sudo ]; return; }
  if [ -n "$CARE" ]; then bounded "$GO" 1 listed "$1"; else echo sudo >&3; listed "$1"; R=$?; fi
  if [ "$R" = 0 ]; then P=sudo; else SUDO=never; fi
  [ "$P" = sudo ]
}
q() {
  if [ -n "$FROM" ]; then [ "$FROM" = "$1" ] || return 1; FROM=; fi
  [ -z "$7" ] || eval "$7" || return 1
  A=; [ "$5" = useful ] && allowed "$6" && A="sudo -kn $6 || "
  [ -n "$CARE" ] || echo "at $1" >&3
  printf '\n%s begin %s %s\n' "$M" "$1" "$2"
  printf '\n%s begin %s %s\n' "$M" "$1" "$2" >&5
  if [ -n "$CARE" ]; then bounded "$3" "$4" ask "$A$6"; R=@{R%%[!0-9]*}; R=@{R:-143}; else ask "$A$6"; R=$?; fi
  printf '\n%s end %s %s %s\n' "$M" "$1" "$2" "$R" || exit 1
  [ "$R" = 0 ] || [ "$R" = 141 ]
}
whole() { $1; echo "over $P $SUDO" >&3; }
pass() {
  if [ -z "$CARE" ]; then
    bounded "$GO" "$MOST" whole "$1"
    case "$R" in
      *lost*) ;;
      *"over "*) R=@{R##*over }; SUDO=@{R#* }; SUDO=@{SUDO%%[!a-z]*}; P=@{R%% *}; return ;;
      *"at "*) FROM=@{R##*at }; FROM=@{FROM%%[!a-z0-9.-]*} ;;
    esac
    case "$R" in *sudo*) case "@{R##*sudo}" in *at*) ;; *) SUDO=never ;; esac ;; esac
    CARE=yes; sized
  fi
  $1
}
session() {
  printf 'platform=%s\nuid=%s\nuser=%s\nconnection=%s\n' "$K" "$U" "$W" "$SSH_CONNECTION"
}
`
  .trim()
  // A brace behind a dollar sign would be this file's own, not the shell's.
  .replaceAll('@{', '${');
