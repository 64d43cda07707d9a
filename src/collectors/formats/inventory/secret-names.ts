const named =
  /pass(?:wd|word|wort|phrase|$)|_pass|pwd|kennwort|secret|token|credential|private_?key|vault|api_?key|connection_?string|snmp_?community|(?:^|_)pw(?:$|_)|(?:auth|access|account|client|raw|priv|enc|encrypt|encrypted|encryption|shared|license|signing|master|psk)_?key$/i;
/** Free text, in which people write what they have nowhere else to write, and how to log in. */
const notes = /^(?:notes?|comments?|remarks?|annotations?|log_?ins?|zugang|zugangsdaten)$/i;

/** True for a field or column that is named for a secret, or holds free text. */
export const isSecretName = (name: string): boolean => {
  const plain = name
    .trim()
    .slice(0, 256)
    .replace(/[\s.-]/g, '_');
  return named.test(plain) || notes.test(plain);
};
