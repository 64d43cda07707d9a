import type { ConfigFile, FileReader } from './config-file.ts';
import type { DeclaredList } from './declared-list.ts';
import { readPlaces } from './place.ts';
import { readSettings, wordLines } from './settings.ts';

function addAll({ path }: ConfigFile, out: DeclaredList, number: number, text: string, implied: string): void {
  for (const { host, port, scheme } of readPlaces(text)) {
    if (host !== '_srv_') out.add(number, { kind: 'directory', host, port, scheme: scheme ?? implied, source: path });
  }
}

/** Options of sssd-ldap(5), sssd-krb5(5), sssd-ad(5) and sssd-ipa(5) that name servers; `_srv_` asks the name service. */
const sssdServers: readonly (readonly [RegExp, string])[] = [
  [/^ldap_(?:backup_|chpass_|chpass_backup_)?uri$/, 'ldap'],
  [/^krb5_(?:backup_)?(?:server|kpasswd|kdcip)$/, 'kerberos'],
  [/^(?:ad|ipa)_(?:backup_)?server$/, 'ldap'],
];

export const sssdReader: FileReader = {
  path: /\/sssd\/(?:sssd\.conf|conf\.d\/[^/]+\.conf)$/,
  read(file, out) {
    for (const { number, key, value } of readSettings(file)) {
      const [, scheme] = sssdServers.find(([name]) => name.test(key)) ?? [];
      if (scheme !== undefined) addAll(file, out, number, value, scheme);
    }
  },
};

/** ldap.conf(5) of OpenLDAP and of pam_ldap, nslcd.conf(5): `uri ldap://a ldap://b`, `host a b`. */
const ldapReader: FileReader = {
  path: /\/(?:ldap|nslcd|nss_ldap|pam_ldap|libnss-ldap)\.conf$/,
  read(file, out) {
    for (const { number, keyword, values } of wordLines(file)) {
      if (keyword === 'uri' || keyword === 'host') addAll(file, out, number, values.join(' '), 'ldap');
    }
  },
};

/** krb5.conf(5). */
export const kerberosReader: FileReader = {
  path: /\/krb5\.conf(?:\.d\/[^/]+)?$/,
  read(file, out) {
    for (const { number, key, value } of readSettings(file)) {
      if (/^(?:kdc|master_kdc|primary_kdc|admin_server|kpasswd_server)$/.test(key)) addAll(file, out, number, value, 'kerberos');
    }
  },
};

/** smb.conf(5). */
const sambaReader: FileReader = {
  path: /\/(?:samba\/)?smb4?\.conf$/,
  read(file, out) {
    for (const { number, key, value } of readSettings(file)) {
      const name = key.replaceAll(' ', '');
      if (name === 'winsserver') addAll(file, out, number, value.replace(/(?:^|[\s,])[a-z]\w{0,20}:/gi, ' '), 'wins');
      else if (name === 'passwordserver') addAll(file, out, number, value, 'smb');
      else if (name === 'passdbbackend') addAll(file, out, number, value.replace(/^\w{1,20}:["']?(?=ldap)/, ''), 'ldap');
    }
  },
};

export const directoryReaders: readonly FileReader[] = [sssdReader, ldapReader, kerberosReader, sambaReader];
