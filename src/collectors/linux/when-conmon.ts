/**
 * Condition that a container of Podman (or of CRI-O) is running, by its monitor, conmon(8): where none is, `podman ps` is not a mere
 * look. It ends by writing its lock files anew (containers/storage, Shutdown), and without root it leaves a process behind
 * that keeps its user namespace. Builtins of the shell only.
 * @param mine `-O`: the monitor has to be the login's own
 */
export const whenConmon = (mine: '-O' | '-e' = '-e'): string =>
  `{ comm=; for f in /proc/[0-9]*/comm; do [ ${mine} "$f" ] && read -r comm <"$f" && [ "$comm" = conmon ] && break; comm=; done; [ -n "$comm" ]; } 2>/dev/null`;
