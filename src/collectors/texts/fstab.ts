import type { TextFormat } from '../../model/text-format.ts';
import { redactSettings } from '../../text/redact-secrets.ts';
import { parseOneFile } from '../formats/config-files.ts';
import { fstabReader } from '../formats/declared/mounts.ts';

const row =
  /^[^\s#]{1,300}[ \t]{1,80}(?:\/\S{0,300}|none|swap|-)[ \t]{1,80}(?:ext[234]|xfs|btrfs|vfat|ufs|ffs|zfs|apfs|hfs|swap|nfs[34]?|cifs|smbfs|ceph|tmpfs|proc|procfs|lustre|glusterfs|fuse\S{0,40}|iso9660|auto|cd9660|bind)[ \t]{1,80}\S/m;
const solaris =
  /^(?:\S{1,300}[ \t]{1,80}){2}(?:\/\S{0,300}|-)[ \t]{1,80}(?:ufs|nfs|swap|zfs|tmpfs|lofs)[ \t]{1,80}(?:\d|-)[ \t]{1,80}(?:yes|no)\b/m;

export const fstabText: TextFormat = {
  id: 'fstab',
  family: 'fstab',
  title: 'mounts: /etc/fstab of Linux, the BSDs and macOS, /etc/vfstab of Solaris',
  example: 'cat /etc/fstab',
  group: 'references',
  recognise: (head) => (row.test(head) || solaris.test(head) ? 70 : 0),
  parse: parseOneFile('/etc/fstab', fstabReader),
  redact: redactSettings,
};
