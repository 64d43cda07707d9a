import { canonicalAddress } from '../../../text/address.ts';
import { readWords } from '../../../text/scan.ts';
import type { FileReader } from './config-file.ts';

/** /etc/hosts (hosts(5)): loopback lines too, as they stand; what they mean is for the reader of the facts to judge. */
export const hostsReader: FileReader = {
  path: /^\/etc\/(?:inet\/)?(?:hosts|ipnodes)$/,
  read({ lines }, out) {
    for (const { number, text } of lines) {
      const comment = text.indexOf('#');
      const [written, ...names] = readWords(comment === -1 ? text : text.slice(0, comment));
      if (written === undefined) continue;
      const address = canonicalAddress(written);
      if (address === undefined || address === '*') out.skip(number, text, 'not an address');
      else out.names(number, address, names);
    }
  },
};
