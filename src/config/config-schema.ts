import { z } from 'zod';

const oneOrMore = (text: z.ZodString) => z.union([text, z.array(text).min(1)]);
const words = z.string().min(1);
const reference = words.describe('env:NAME, file:PATH, exec:COMMAND ARG..., or prompt; never the secret itself');
const community = words.describe('env:NAME, file:PATH, exec:COMMAND ARG..., prompt, or plain:public for one that is no secret');
const snmpAuth = words.describe('PROTOCOL:REF; md5, sha1, sha224, sha256, sha384 or sha512, as in sha256:env:NAME');
const snmpPriv = words.describe('PROTOCOL:REF; des, aes128, aes256 or aes256c (as Cisco makes the key), as in aes128:env:NAME');
const port = z.int().min(1).max(65_535);
const seconds = z.number().positive().max(86_400);

/** What stands for the flags of `map scan` that were not given. */
const defaultsSchema = z
  .strictObject({
    user: words.describe('user name to log in as'),
    port: port.describe('TCP port of the SSH server'),
    identity: oneOrMore(words).describe('private key files; a relative path starts at this file'),
    password: reference,
    passphrase: reference,
    jump: oneOrMore(words).describe('jump hosts in order, [USER@]HOST[:PORT]'),
    hostKeys: z.enum(['strict', 'accept-new']).describe('whether a host key nobody knows yet is refused or recorded'),
    sudo: z.enum(['auto', 'never']).describe('whether sudo -n is used where it is allowed'),
    timeout: seconds.describe('a connection, seconds'),
    deadline: seconds.describe('a host, seconds'),
    concurrency: z.int().min(1).max(10_000).describe('hosts at once'),
    rate: z.number().positive().max(100_000).describe('new connections a second'),
    maxTargets: z.int().min(1).describe('refuse a longer list of targets'),
    samples: z.int().min(1).max(10_000).describe('how often the sockets are looked at'),
    interval: seconds.describe('between two samples, seconds'),
    exclude: oneOrMore(words).describe('targets never to touch'),
    ssh: z.boolean().describe('false: nobody is logged in to'),
    snmp: z.boolean().describe('false: nobody is asked over SNMP'),
    snmpPort: port.describe('UDP port of the SNMP agents'),
    snmpCommunity: oneOrMore(community).describe('communities, tried in this order'),
    snmpUser: words.describe('user of SNMPv3'),
    snmpAuth,
    snmpPriv,
  })
  .partial();

const credentialSchema = z.strictObject({
  kind: z.enum(['ssh', 'snmp']).default('ssh'),
  user: words.optional(),
  identity: oneOrMore(words).optional().describe('private key files; a relative path starts at this file'),
  password: reference.optional(),
  passphrase: reference.optional().describe('passphrase of the private key files'),
  version: z.literal(['1', '2c', '3', 1, 3]).optional().describe('of SNMP; 2c with a community, 3 with a user'),
  community: community.optional(),
  auth: snmpAuth.optional(),
  priv: snmpPriv.optional(),
});

const useSchema = z.strictObject({
  credentials: oneOrMore(words).describe('names of credentials, tried in this order'),
  targets: oneOrMore(words).optional().describe('addresses, networks, ranges, names, name patterns with * and ?, @FILE'),
  tags: oneOrMore(words).optional().describe('names under tags:'),
});

/** map.yaml. Strict: a key that is not known is a mistake, not a comment. */
export const configSchema = z
  .strictObject({
    defaults: defaultsSchema,
    credentials: z.record(words, credentialSchema).describe('named credentials; given to targets under use:'),
    tags: z.record(words, oneOrMore(words)).describe('a name for a list of targets'),
    use: z.array(useSchema).describe('who gets which credential: every entry that matches, in order'),
  })
  .partial();

export type ConfigDocument = z.output<typeof configSchema>;

type JsonSchema = Readonly<Record<string, unknown>>;

const toJsonSchema = (): JsonSchema => z.toJSONSchema(configSchema, { io: 'input', target: 'draft-2020-12' }) as JsonSchema;

/** The keys that are known at a path of the document, for the message about one that is not. */
export function knownConfigKeys(path: readonly PropertyKey[]): readonly string[] {
  let schema: JsonSchema | undefined = toJsonSchema();
  for (const step of path) {
    const properties = schema?.['properties'] as Readonly<Record<string, JsonSchema>> | undefined;
    schema = properties?.[String(step)] ?? ((schema?.['items'] ?? schema?.['additionalProperties']) as JsonSchema | undefined);
  }
  return Object.keys(schema?.['properties'] ?? {});
}

/** The JSON Schema of map.yaml, for editors; published as docs/schema/config.schema.json. */
export function renderConfigJsonSchema(): string {
  const description = 'Configuration of map: what stands for flags that were not given, and credentials by reference.';
  return `${JSON.stringify({ ...toJsonSchema(), title: 'map.yaml', description }, null, 2)}\n`;
}
