import type { SystemFact } from '../../model/fact.ts';

type Described = Partial<Pick<SystemFact, 'osName' | 'osVersion' | 'kernel' | 'architecture'>>;

/** What sysDescr of an operating system begins with, and where its version stands. */
interface Known {
  readonly name: string;
  readonly form: RegExp;
}

/**
 * As these systems write sysDescr themselves; an administrator may put anything there, so nothing is guessed from a
 * single word. The first that fits counts: IOS XE and XR begin as IOS does.
 */
const knownSystems: readonly Known[] = [
  { name: 'Cisco IOS XR', form: /^Cisco IOS XR Software\b.{0,120}?\bVersion ([\w.()-]+)/s },
  {
    name: 'Cisco IOS XE',
    form: /^Cisco IOS Software(?: \[\w+\])?, (?:IOS-XE|Catalyst.{0,40}?IOS-XE|.{0,60}\bIOSXE).{0,200}?\bVersion ([\w.()-]+)/s,
  },
  { name: 'Cisco IOS XE', form: /^Cisco IOS Software \[\w+\].{0,200}?\bVersion ([\w.()-]+)/s },
  {
    name: 'Cisco IOS',
    form: /^(?:Cisco IOS Software|Cisco Internetwork Operating System Software)\b.{0,200}?\bVersion ([\w.()-]+)/s,
  },
  { name: 'Cisco NX-OS', form: /^Cisco NX-OS\(tm\).{0,200}?\bVersion ([\w.()-]+)/s },
  { name: 'Cisco ASA', form: /^Cisco Adaptive Security Appliance Version ([\w.()-]+)/ },
  { name: 'Arista EOS', form: /^Arista Networks EOS version ([\w.()-]+)/ },
  { name: 'Junos', form: /^Juniper Networks, Inc\. .{1,120}?\bkernel JUNOS ([\w.-]+)/s },
  { name: 'ScreenOS', form: /^\S+ version (\d[\w.]+) \(SN: \w+, Firewall/ },
  { name: 'ExtremeXOS', form: /^ExtremeXOS .{1,80}?\bversion ([\w.]+)/ },
  { name: 'ArubaOS', form: /^ArubaOS .{1,80}?\bVersion ([\w.-]+)/ },
  // `Aruba JL375A XL.10.02.0010`: a part number, and a release of two letters and 10.
  { name: 'AOS-CX', form: /^(?:HPE (?:ANW )?|Aruba )[A-Z][A-Z0-9]{4,6}\b.{0,80}?\b([A-Z]{2}\.10\.\d{2}\.\d{4}\w*)/ },
  // `HP J9773A 2530-24G-PoEP Switch, revision YA.16.02.0012, ROM YA.15.20`, of ProCurve, HP, HPE and Aruba.
  {
    name: 'ArubaOS-Switch',
    form: /^(?:HPE?|Hewlett-Packard|ProCurve|Aruba) (?:ProCurve )?(?:J[A-Z]?\d{3,4}[A-Z] |(?:VSF )?Stack\b).{0,80}?\brevision ([A-Z]{1,2}\.\d{2}\.[\w.]+)/,
  },
  {
    name: 'Comware',
    form: /^(?:HPE?|H3C|3Com|Hewlett-Packard)\b.{0,60}?\bComware\b.{0,60}?\bVersion (\d[\w.]*)(?:,? ((?:Release|ESS|Feature|Demo|Alpha|Beta) [\w-]{2,20}))?/s,
  },
  { name: 'Dell Networking OS', form: /^Dell (?:EMC )?Networking OS\b.{0,100}?\bApplication Software Version: ([\w.()-]+)/s },
  { name: 'TiMOS', form: /^"?TiMOS-\w+-([\w.]+) / },
  { name: 'RouterOS', form: /^RouterOS\b(?: (\d+\.[\w.]+))?/ },
  { name: 'VMware ESXi', form: /^VMware ESXi ([\w.]+)/ },
  {
    name: 'Windows',
    form: /^Hardware: .{1,200}? - Software: (?:Windows|Windows 2000|Windows NT) Version (\d[\w.]*(?: \(Build \d+)?)/s,
  },
];

const uname = /^(Linux|FreeBSD|OpenBSD|NetBSD|Darwin|SunOS) \S+ (\d\S*)(?:.{0,300}? (\S{1,40}))?$/s;
const machines = /^(?:x86_64|amd64|i[3-6]86|aarch64|arm\w*|mips\w*|ppc\w*|s390x|riscv64|sparc\w*|sun4\w*|ia64|loongarch64)$/;

/** `uname -a`, as net-snmp has it: the kernel and the machine. A distribution is nowhere in it. */
function describedKernel(description: string): Described {
  const [, osName, kernel, last = ''] = uname.exec(description) ?? [];
  if (osName === undefined || kernel === undefined) return {};
  return { osName, kernel, ...(machines.test(last) ? { architecture: last } : {}) };
}

/** What a sysDescr says of the operating system, where it clearly says it. */
export function describedSystem(description: string): Described {
  for (const { name, form } of knownSystems) {
    const found = form.exec(description);
    if (found === null) continue;
    // Comware has its release beside its version.
    const version = found
      .slice(1)
      .filter((part) => part !== undefined)
      .join(' ')
      .replace(/ \(Build (\d+)$/, '.$1');
    return { osName: name, ...(version === '' ? {} : { osVersion: version }) };
  }
  return describedKernel(description);
}
