import { describe, expect, it } from 'vitest';
import { redactSecrets } from '../../../src/text/redact-secrets.ts';

/** Texts with the secret between guillemets, which are taken out before it is given away. */
const secretIn = (marked: string): readonly [given: string, expected: string] => [
  marked.replace(/«(.*?)»/g, '$1'),
  marked.replace(/«.*?»/g, '[cut]'),
];

describe('redactSecrets cuts by the structure around', () => {
  it.each([
    '<user-name>u</user-name><password>«two words»</password>',
    '<ns:password encoding="plain">«x»</ns:password>',
    '<password>«a value without end»',
    '<property name="password" value="«x y»"/><property name="url" value="jdbc:mysql://db1/x"/>',
    "<add key='ApiToken' value='«x»'/> <add key='Url' value='http://db1/'/>",
    '<add value="«x»" key="ApiToken"/>',
    '{"name": "DB_PASSWORD", "value": "«x»"}, {"name": "DB_HOST", "value": "db1"}',
    'passwords:\n  - «one»\n  - «two words»\nhosts:\n  - db1',
    '/opt/x/application.yml:7:  tokens:\n/opt/x/application.yml:8:  - «one»\n/opt/x/application.yml:12:  hosts:\n/opt/x/application.yml:13:  - db1',
    'Environment="DB_PASSWORD=«two words»" "DB_HOST=db1" \'API_TOKEN=«x y»\'',
    '/etc/systemd/system/x.service:Environment="DB_PASSWORD=«two words»"\nExecStart=/usr/bin/x',
    'proxy_set_header Authorization "Basic «YTpi»"; proxy_pass http://db1:80;',
    'proxy_set_header Authorization "Bearer «abc»"; proxy_pass http://db1:80;',
    `${String.raw`/root/.pgpass:db1:5432:shop:u:«a\:b»`}\n/home/x/.pgpass:3:db1:5432:shop:u:«x y»\n`,
  ])('%s', (marked) => {
    const [given, expected] = secretIn(marked);
    expect(redactSecrets(given)).toBe(expected);
    expect(redactSecrets(expected)).toBe(expected);
  });
});

describe('redactSecrets keeps', () => {
  it.each([
    '<password></password><host>db1</host>',
    '<password-file>/etc/x</password-file>',
    '<property name="url" value="jdbc:mysql://db1/x"/>',
    'hosts:\n  - db1\n  - db2',
    'credentials:\n  - name: x\n    host: db1',
    'Environment="DB_HOST=db1" JAVA_OPTS=-Xmx1g',
    '/root/.pgpass:1:db1:5432:shop\n/root/.pgpass:2:db1:5432:shop',
    'sh -c "PATH=/usr/bin psql -h db1"',
  ])('%s', (text) => expect(redactSecrets(text)).toBe(text));
});

describe('redactSecrets ends in time on', () => {
  it.each(['<password>x', 'Environment="A_TOKEN=x y" ', '- tokens:\n', ': \n', ' value="x', 'name="password" value=\'x '])(
    'a megabyte of %j',
    (part) => {
      const text = part.repeat(1_000_000 / part.length);
      const start = performance.now();
      redactSecrets(text);
      expect(performance.now() - start).toBeLessThan(5_000);
    },
  );
});
