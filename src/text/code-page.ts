/** Characters 128 to 255 of code page 850, the console of Western European Windows; 437 has the same letters. */
const upper =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';
const firstUpper = 128;

/**
 * Letters of code page 850 that are no letters in Latin-1 (controls, no-break space, signs) nor in the Windows code
 * pages 1250 to 1252 (`ü é â ä ç ê ë É ô ö ÿ Ö á ó ú`).
 */
const telling: ReadonlySet<number> = new Set([
  0x81, 0x82, 0x83, 0x84, 0x87, 0x88, 0x89, 0x90, 0x93, 0x94, 0x98, 0x99, 0xa0, 0xa2, 0xa4,
]);

const isLetter = (code: number | undefined): boolean => code !== undefined && (code | 32) >= 97 && (code | 32) <= 122;

/**
 * Whether some byte is a letter between letters (`ABH\x99REN`) in code page 850 only. Latin-1 has a control there,
 * which no text has within a word, and Windows-1252 a quotation mark or a sign.
 */
export function looksLikeCodePage850(bytes: Uint8Array): boolean {
  for (let at = 1; at + 1 < bytes.length; at += 1) {
    if (telling.has(bytes[at] ?? 0) && isLetter(bytes[at - 1]) && isLetter(bytes[at + 1])) return true;
  }
  return false;
}

/** Bytes of code page 850 as text, one character a byte. */
export function codePage850(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += firstUpper) {
    let part = '';
    for (const byte of bytes.subarray(from, from + firstUpper)) {
      part += byte < firstUpper ? String.fromCharCode(byte) : (upper[byte - firstUpper] ?? '');
    }
    parts.push(part);
  }
  return parts.join('');
}
