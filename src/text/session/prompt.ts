/** A line of a terminal: who asked for a command, and the command. */
export interface Prompt {
  /** What the host calls itself in its prompt; absent where the prompt is only a sign. */
  readonly host?: string;
  /** The same of all prompts of one session. */
  readonly key: string;
  /** Empty behind the last output. */
  readonly command: string;
  /** The command is one that people send the output of, so that the line is hardly anything else. */
  readonly sure: boolean;
}

const name = '([A-Za-z0-9][\\w.-]{0,62})';
/** `(config)`, `(active)`, `(root)`: the mode, the rank or the part of the device. */
const mode = '(?:\\([\\w./:-]{1,40}\\))?';
const command = '(.{0,500})$';

interface Style {
  readonly pattern: RegExp;
  readonly sure: RegExp;
}

const ofDevices = 'sh|sho|show|dis|disp|display|get|diag|diagnose|exec|execute';
const ofHosts =
  'ss|netstat|ip|lsof|ps|arp|ifconfig|route|sockstat|fstat|ndp|pfiles|ipadm|conntrack|iptables-save|ipvsadm|pfctl|docker|podman';
const more =
  'nft|crictl|lxc-ls|incus|virsh|nginx|cat|crontab|hostname|uname|bridge|lldpcli|lldpctl|systemctl|kubectl|snmpwalk|snmpbulkwalk';
const ofWindows = 'netstat|ipconfig|arp|route|tasklist|hostname|systeminfo|type|Get-\\w{1,40}';
const starts = (words: string): RegExp => new RegExp(`^(?:sudo (?:-n )?)?(?:/\\w{0,8}bin/|/usr/s?bin/)?(?:${words})(?: |$)`, 'i');
const device = starts(ofDevices);
const either = new RegExp(`${starts(`${ofDevices}|${ofHosts}|${more}`).source}|^/?(?:ip|interface|system|routing)[ /]`, 'i');

/**
 * Prompts as the vendors' references show them, each with the name of the host. `core1#show`, `core1>`, `core1(config)#do show`,
 * `RP/0/RSP0/CPU0:core1#` (Cisco, Arista, Aruba), `fw1/pri/act#` (ASA); `fw1 # get`, `fw1 (root) # get` (FortiOS); `<sw1>display`, `[sw1]display` (Comware);
 * `adm@mx1> show` (Junos), `admin@PA-1(active)> show` (PAN-OS), `[admin@rtr] > /ip arp print` (RouterOS); `adm@web1:~$ ss`, `[root@web1 ~]# ss`,
 * `web1:~ # ss` (shells).
 */
const named: readonly Style[] = [
  { pattern: new RegExp(`^(?:RP/[\\w/]{1,30}:)?${name}(?:/[\\w/-]{1,40})?${mode}[#>]${command}`), sure: either },
  { pattern: new RegExp(`^${name} (?:\\([\\w.-]{1,40}\\) )?[#$]${command}`), sure: device },
  { pattern: new RegExp(`^<${name}>${command}`), sure: device },
  { pattern: new RegExp(`^\\[[~*]?${name}\\]${command}`), sure: device },
  { pattern: new RegExp(`^[\\w.-]{1,40}@${name}${mode}(?::[^$#%>]{0,200})?[ \\t]?[$#%>]${command}`), sure: either },
  { pattern: new RegExp(`^\\[[\\w.-]{1,40}@${name}\\]?(?: [^\\]$#%>]{0,200})?\\]? ?[$#%>]${command}`), sure: either },
  { pattern: new RegExp(`^${name}:[~/][^$#%>]{0,200}[$#%>]${command}`), sure: either },
];

/** Prompts that name nobody. A remark in a file begins with a sharp as well, so that only few commands count behind it. */
const unnamed: readonly (Style & { readonly key: string })[] = [
  { key: '$', pattern: /^\$ (\S.{0,400})$/, sure: starts(ofHosts) },
  { key: '#', pattern: /^# (\S.{0,400})$/, sure: starts(ofHosts) },
  { key: 'C:', pattern: new RegExp(`^(?:PS )?[A-Z]:\\\\[^>]{0,200}>${command}`), sure: starts(ofWindows) },
];

const sign = /[#$>%\]]/;

/** What a line of a terminal asks for, or undefined for a line that is no prompt. */
export function readPrompt(line: string): Prompt | undefined {
  if (line.length > 600 || !sign.test(line)) return undefined;
  for (const { pattern, sure } of named) {
    const [, host, asked = ''] = pattern.exec(line) ?? [];
    const trimmed = asked.trim();
    if (host !== undefined) return { host, key: host.toLowerCase(), command: trimmed, sure: sure.test(trimmed) };
  }
  for (const { key, pattern, sure } of unnamed) {
    const found = pattern.exec(line);
    const trimmed = (found?.[1] ?? '').trim();
    if (found !== null) return { key, command: trimmed, sure: sure.test(trimmed) };
  }
  return undefined;
}
