/**
 * Characters that do not show as what they are: control codes, lone surrogates and private use (Cc, Cs,
 * Co), and format characters (Cf), which turn text around or hide in it: bidirectional marks, zero-width characters.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;
const blanks = /[\t\n\v\f\r\u2028\u2029]+/g;

/** Longest name in a picture, characters. */
const pictureLimit = 60;

/**
 * Text from a host as one visible line: white space folded, what cannot be seen shown as U+FFFD, cut
 * at `limit` characters with an ellipsis. The result is still to be escaped for its format.
 */
export function plain(text: string, limit = pictureLimit): string {
  // Cut before the scan too: a name of 10 MB costs no more than a name.
  const head = text.length > limit * 4 ? text.slice(0, limit * 4) : text;
  const characters = [...head.replace(blanks, ' ').replace(unprintable, '\ufffd')];
  return characters.length <= limit && head === text ? characters.join('') : `${characters.slice(0, limit - 1).join('')}…`;
}
