const named =
  /pass(?:wd|word|wort|phrase|$)|_pass|pwd|kennwort|secret|token|credential|private_?key|vault|api_?key|connection_?string|snmp_?community/i;
/** Free text, in which people write what they have nowhere else to write. */
const notes = /^(?:notes?|comments?|remarks?|annotations?)$/i;

/** True for a field or column that is named for a secret, or holds free text. */
export const isSecretName = (name: string): boolean => {
  const plain = name
    .trim()
    .slice(0, 256)
    .replace(/[\s.-]/g, '_');
  return named.test(plain) || notes.test(plain);
};
