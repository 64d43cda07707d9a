/** Words of LLDP (IEEE 802.1AB, 8.5.8) for the letters of a table and for the words of CDP. */
const words: ReadonlyMap<string, string> = new Map([
  ['b', 'bridge'],
  ['r', 'router'],
  ['t', 'telephone'],
  ['c', 'docsis-cable-device'],
  ['w', 'wlan-access-point'],
  ['p', 'repeater'],
  ['s', 'station-only'],
  ['o', 'other'],
  ['wlan', 'wlan-access-point'],
  ['phone', 'telephone'],
  ['voip-phone', 'telephone'],
  ['station', 'station-only'],
  ['host', 'station-only'],
  ['switch', 'bridge'],
  ['trans-bridge', 'bridge'],
]);

const isKnown = (text: string): boolean => words.has(text.toLowerCase()) && text.length === 1;

/** `B,R`, `B, R`, `BR`, `bridge, router`, `Router Switch IGMP`: LLDP's words, each once; a word LLDP has not stays, in lower case. */
export function readCapabilities(text: string): readonly string[] {
  const parts = text.split(/[\s,]/).filter((part) => part !== '' && part !== '-');
  const letters = parts.flatMap((part) => (/^[BRTCWPSO]{2,8}$/.test(part) ? [...part] : [part]));
  return [...new Set(letters.slice(0, 20).map((part) => (isKnown(part) ? part : part.toLowerCase())))].map(
    (part) => words.get(part.toLowerCase()) ?? part,
  );
}
