import { UsageError } from '../model/usage-error.ts';
import { parseReference, type Reference, type ReferenceContext } from './reference.ts';
import type { SnmpAuthProtocol, SnmpPrivProtocol } from './snmp-credential.ts';

/** As people and other tools spell them, without hyphens and case. */
const authSpellings: Readonly<Record<string, SnmpAuthProtocol>> = {
  ...{ md5: 'md5', sha: 'sha1', sha1: 'sha1' },
  ...{ sha224: 'sha224', sha256: 'sha256', sha384: 'sha384', sha512: 'sha512' },
};

/** AES-256 with a key made as in draft-reeder-snmpv3-usm-3desede is `aes256c` (Cisco) in net-snmp, `aes256r` elsewhere. */
const privSpellings: Readonly<Record<string, SnmpPrivProtocol>> = {
  ...{ des: 'des', aes: 'aes128', aes128: 'aes128' },
  ...{ aes256: 'aes256', aes256b: 'aes256', aes256c: 'aes256r', aes256r: 'aes256r' },
};

/** A secret of an SNMPv3 user and what is made with it. */
interface Keyed<P> {
  readonly protocol: P;
  readonly reference: Reference;
}

function parseKeyed<P>(text: string, context: ReferenceContext, what: string, spellings: Readonly<Record<string, P>>): Keyed<P> {
  const colon = text.indexOf(':');
  const word = (colon === -1 ? text : text.slice(0, colon)).toLowerCase().replace(/[-_ ]/g, '');
  const protocol = Object.hasOwn(spellings, word) ? spellings[word] : undefined;
  if (protocol === undefined) {
    const forms = Object.keys(spellings).join(', ');
    // The text is not repeated: somebody may have put the secret itself there.
    throw new UsageError(
      `${context.place}: it must begin with ${what}: ${forms}; write PROTOCOL:REF, as in ${Object.keys(spellings).at(-1)}:env:NAME`,
    );
  }
  // A protocol alone: the secret is asked for.
  const prefix = `${word}:`;
  return { protocol, reference: parseReference(colon === -1 ? 'prompt' : text.slice(colon + 1), { ...context, prefix }) };
}

/** Reads `sha256:env:NAME`, or `sha256` for a secret to be asked for. Throws UsageError, which lists the protocols. */
export const parseSnmpAuth = (text: string, context: ReferenceContext): Keyed<SnmpAuthProtocol> =>
  parseKeyed(text, context, 'an authentication protocol', authSpellings);

/** The same of `aes128:env:NAME`. */
export const parseSnmpPriv = (text: string, context: ReferenceContext): Keyed<SnmpPrivProtocol> =>
  parseKeyed(text, context, 'a privacy protocol', privSpellings);
