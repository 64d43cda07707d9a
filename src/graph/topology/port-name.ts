/** How vendors write the kinds of their ports: what devices send in LLDP and CDP is now the long form, now the short one. */
const forms: readonly (readonly [short: string, ...long: string[]])[] = [
  ['et', 'ethernet', 'eth'],
  ['fa', 'fastethernet', 'fastether', 'fas'],
  ['gi', 'gigabitethernet', 'gigabit', 'gigether', 'gige', 'gig', 'ge'],
  ['tw', 'twogigabitethernet', 'two'],
  ['fi', 'fivegigabitethernet', 'fiv'],
  // Huawei calls XGigabitEthernet what Comware calls Ten-GigabitEthernet; both shorten it to XGE.
  ['te', 'tengigabitethernet', 'tengige', 'ten-gigabitethernet', 'tengig', 'ten', 'xge', 'xgigabitethernet'],
  ['twe', 'twentyfivegige', 'twentyfivegigabitethernet', 'twentyfivegig', 'twenty-fivegige', 'wge'],
  ['fo', 'fortygigabitethernet', 'fortygige', 'for', 'fge'],
  ['fif', 'fiftygige', 'fiftygigabitethernet'],
  ['hu', 'hundredgige', 'hundredgigabitethernet', 'hun', 'hge'],
  ['po', 'port-channel', 'portchannel'],
  ['bagg', 'bridge-aggregation'],
  ['ragg', 'route-aggregation'],
  ['m-ge', 'm-gigabitethernet', 'mge'],
  ['be', 'bundle-ether'],
  ['se', 'serial', 'ser'],
  ['lo', 'loopback'],
  ['vl', 'vlan', 'vlan-interface'],
  ['tu', 'tunnel'],
  ['ma', 'management', 'mgmt'],
];

const shortOf: ReadonlyMap<string, string> = new Map(
  forms.flatMap(([short, ...long]) => long.map((name) => [name, short] as const)),
);

/**
 * One spelling for comparing the names of ports of one device: `GigabitEthernet0/9`, `Gig 0/9` and `Gi0/9` are `gi0/9`. A name of
 * another form is only put in lower case.
 */
export function normalizePort(name: string): string {
  const text = name.trim().toLowerCase();
  const digit = text.search(/[0-9]/);
  if (digit <= 0) return text;
  const kind = text.slice(0, digit).trimEnd();
  return `${shortOf.get(kind) ?? kind}${text.slice(digit)}`;
}

/** The physical port of a name with a logical unit (`ge-0/0/17.0` of Junos), which neighbors send with or without it. */
export const withoutUnit = (name: string): string => (name.endsWith('.0') ? name.slice(0, -2) : name);

const macForm = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/;

/** A MAC in any of the usual spellings with colons, or nothing where the text is none. */
export function readMac(text: string): string | undefined {
  const plain = text.trim().toLowerCase();
  if (macForm.test(plain)) return plain;
  const digits = plain.replaceAll(/[.:-]/g, '');
  return plain.length <= 17 && /^[0-9a-f]{12}$/.test(digits) ? (digits.match(/../g) ?? []).join(':') : undefined;
}
