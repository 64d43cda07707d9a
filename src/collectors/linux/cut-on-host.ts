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
  // Within single quotes around the whole: `'host=db1 password=x'`.
  `-e "s#(${secret}[a-z0-9_.-]* *[=:][>=]? *)[^][ ;\\&\\")'][^ ;\\&\\")']*(['']( |,|;|$))#\\1[cut]\\3#Ig"`,
  `-e 's#(${secret}[a-z0-9_.-]* *[=:][>=]? *)[^][ ;\\&")][^ ;\\&")]*#\\1[cut]#Ig'`,
  `-e "s#(authorization['\\": =]+(basic|bearer|digest|token) +)[^] '\\"[]+#\\1[cut]#Ig"`,
  `-e 's#(<[a-z0-9_:.-]*${secret}[a-z0-9_.-]*( [^<]*")?[>=])[^<]+#\\1[cut]#Ig'`,
  `-e "s#((name|key)['\\"]? *[=:] *['\\"][^'\\"]*${secret}[^<{}]*[ ,'\\"]value['\\"]? *[=:] *['\\"])[^'\\"]*#\\1[cut]#Ig"`,
  `-e "s#([ '\\"{]value['\\"]? *[=:] *['\\"])[^'\\"]*(['\\"][^<{}]*[ ,'\\"](name|key)['\\"]? *[=:] *['\\"][^'\\"]*${secret})#\\1[cut]\\2#Ig"`,
].join(' ');

/**
 * Items of a list below such a name (`passwords:` in YAML): `N` puts the next line behind the emptied one, and an item is
 * emptied too, until a line is none. Labels stand alone, as every sed reads them.
 */
const dropSecretLists = [
  `-e ':k' -e 's#^[^:]*:[0-9]*:[^=:<]*${secret}[^=:<]*: *$##I' -e 'tn' -e 'bz' -e ':n' -e '$d' -e 'N'`,
  `-e 's#^\\n[^:]*:[0-9]*: *- *([^:]*|[^ ]*|"[^"]*"|[^ ]* *)$##' -e 'tn' -e 's#^\\n##' -e 'tk' -e ':z'`,
].join(' ');

/** Lines of `grep -Hn` whose setting is a secret as a whole: they do not travel at all. busybox knows the flag I in `s` only. */
export const dropSecretLines = `${dropSecretLists} -e 's#^[^:]*:[0-9]*:[^=:<]*${secret}[^=:<]*[=:].*##I' -e '/^$/d'`;

/** Variables that are a secret as a whole. */
export const dropSecretVariables = `-e 's#^[^=]*${secret}[^=]*=.*##I' -e '/^$/d'`;

const label = '^([^:]*:[[:space:]]*';
const keywords = 'bindpw|rootbindpw|rootpwmodpw|r[ow]community6?|trapcommunity|authcommunity|createuser|com2sec6?';

/**
 * The same for lines of `grep -H` out of configuration files of the system, in which a value reaches to the end of its line:
 * `password = two words`, `password x`, `rocommunity x`, `trap2sink host x`. What single programs take in their command
 * lines (`mysql -px` of a cron job) is cut by `redactSecrets` alone.
 */
export const cutSettingsOnHost = [
  `-e 's#${label}([a-z_.-]+ +){0,3}[a-z0-9_.-]*${secret}[a-z0-9_.-]*( +[=:] *|: +)).+#\\1[cut]#I'`,
  `-e 's#${label}[a-z_]*(authtok|bindpw|rootpw) *[=:] *).*#\\1[cut]#I'`,
  `-e 's#${label}(${keywords})[[:space:]]+).*#\\1[cut]#I'`,
  `-e 's#${label}passw(or)?d[[:space:]]+)[^[:space:]=][^[:space:]]* *$#\\1[cut]#I'`,
  `-e 's#${label}(trap2?sink|informsink)[[:space:]]+[^[:space:]]+[[:space:]]+).*#\\1[cut]#I'`,
  cutOnHost,
].join(' ');
