const secret = '(pass|pwd|secret|token|credential|psk|[a-z]key|[._-]key)';

/**
 * Expressions for `sed -r` that cut secrets on the host, before anything travels: an offline bundle holds what was
 * printed. Passwords in URLs (also with a slash in them), in Oracle's `user/secret@`, in Go's `user:secret@tcp(`, tokens
 * in place of a user, and values of names that say what they are, in double quotes, single quotes or none. What is cut
 * here is cut again by `redactSecrets`. `-r` and `s///I` are known to GNU, busybox and toybox.
 */
export const cutOnHost = [
  "-e 's#(://[^:@/ ]*:)[^/@ ]*@#\\1[cut]@#g'",
  "-e 's#(://[^:@/ ]*:)[0-9]*[^]0-9/@ [][^@ ]*@#\\1[cut]@#g'",
  "-e 's#://[^:@/ ]{20,}@#://[cut]@#g'",
  "-e 's#(jdbc:oracle:[a-z0-9]*:[^/@ ]*/)[^@ ]*@#\\1[cut]@#g'",
  "-e 's#:[^:@ ]*@(tcp|unix)[(]#:[cut]@\\1(#g'",
  `-e 's#(${secret}[a-z0-9_.-]*"? *[=:][>=]? *")[^"]*#\\1[cut]#Ig'`,
  `-e "s#(${secret}[a-z0-9_.-]*.? *[=:,][>=]? *')[^']*#\\1[cut]#Ig"`,
  `-e 's#("[a-z0-9_.-]*${secret}[a-z0-9_.-]*=)[^"]*#\\1[cut]#Ig'`,
  `-e 's#(${secret}[a-z0-9_.-]* *[=:][>=]? *)[^][ ;\\&")][^ ;\\&")]*#\\1[cut]#Ig'`,
].join(' ');

/** Lines of `grep -Hn` whose setting is a secret as a whole: they do not travel at all. busybox knows the flag I in `s` only. */
export const dropSecretLines = `-e 's#^[^:]*:[0-9]*:[^=:<]*${secret}[^=:<]*[=:].*##I' -e '/^$/d'`;

/** Variables that are a secret as a whole. */
export const dropSecretVariables = `-e 's#^[^=]*${secret}[^=]*=.*##I' -e '/^$/d'`;
