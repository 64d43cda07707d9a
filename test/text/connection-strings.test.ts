import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argumentReferences } from '../../src/text/argument-references.ts';
import { readHost, readHostPort } from '../../src/text/connection/host.ts';
import { readConnections } from '../../src/text/connection/read-connections.ts';
import { connectionsOfSettings } from '../../src/text/connection/settings.ts';
import { redactSecrets } from '../../src/text/redact-secrets.ts';

const ends = (text: string): readonly string[] =>
  readConnections(text).map(({ scheme, host, port, name }) => `${scheme} ${host} ${port} ${name}`);

/** Each with `PW` where a password stands, and what it names. */
const forms: readonly (readonly [string, readonly string[]])[] = [
  ['postgres://u:PW@db1/shop', ['postgres db1 5432 shop']],
  ['postgresql://u:PW@[2001:db8::1]:5433/shop?sslmode=require', ['postgresql 2001:db8::1 5433 shop']],
  ['mongodb://u:PW@a:27017,b:27018/db?replicaSet=x', ['mongodb a 27017 db', 'mongodb b 27018 db']],
  ['mongodb+srv://u:PW@c.example.net/x', ['mongodb+srv c.example.net undefined x']],
  ['rediss://:PW@cache1:6380/0', ['rediss cache1 6380 0']],
  ['amqp://u:PW@mq1,amqp://u:PW@mq2', ['amqp mq1 5672 undefined', 'amqp mq2 5672 undefined']],
  ['jdbc:mysql:loadbalance://a:3306,b/db?user=u&password=PW', ['mysql a 3306 db', 'mysql b 3306 db']],
  ['jdbc:sqlserver://sql1\\INST:1434;databaseName=shop;user=u;password=PW', ['sqlserver sql1 1434 shop']],
  ['jdbc:oracle:thin:scott/PW@db1:1521:ORCL', ['oracle db1 1521 ORCL']],
  ['jdbc:oracle:thin:scott/PW@//db1/svc', ['oracle db1 1521 svc']],
  ['jdbc:db2://h:50001/DB:user=u;password=PW;', ['db2 h 50001 DB']],
  ['host=a,b port=5432,5433 dbname=x password=PW', ['postgresql a 5432 x', 'postgresql b 5433 x']],
  ['Server=tcp:db,1435;Database=x;User Id=u;Password=PW', ['sqlserver db 1435 x']],
  ['Data Source=//ora:1522/svc;User Id=u;Password=PW', ['oracle ora 1522 svc']],
  ['Driver={MySQL ODBC 8.0};Server=m1;Port=3307;Database=d;Pwd=PW', ['mysql m1 3307 d']],
  ['mysql:host=db;port=3306;dbname=x;password=PW', ['mysql db 3306 x']],
  ['u:PW@tcp(10.0.0.1:3306)/db', ['mysql 10.0.0.1 3306 db']],
  ['Endpoint=sb://ns.example.net/;SharedAccessKeyName=x;SharedAccessKey=PW', ['sb ns.example.net 5671 undefined']],
];

describe('connection strings', () => {
  it.each(forms)('%s', (form, expected) => {
    expect(ends(form.replaceAll('PW', 'x1'))).toEqual(expected);
    expect(ends(redactSecrets(form.replaceAll('PW', 'x1')))).toEqual(expected);
  });

  it('reads a descriptor with two addresses', () => {
    const address = (host: string) => `(ADDRESS=(PROTOCOL=TCP)(HOST=${host})(PORT=1522))`;
    expect(ends(`jdbc:oracle:thin:@(DESCRIPTION=${address('a')}${address('b')}(CONNECT_DATA=(SERVICE_NAME=s)))`)).toEqual([
      'oracle a 1522 s',
      'oracle b 1522 s',
    ]);
  });

  it('names neither this host nor a placeholder nor a page', () => {
    for (const text of [
      'http://localhost:80/',
      'redis://127.0.0.1:6379',
      'postgres://[::1]/x',
      'http://0.0.0.0:8080',
      'http://$HOST/x',
      'http://{HOST}/x',
      'see http://x.example.com/ for more',
      'unix:///run/x.sock',
      'file:///etc/passwd',
      'xmlns="http://www.w3.org/2001/XMLSchema"',
    ]) {
      expect(readConnections(text)).toEqual([]);
    }
    expect(readHost('true')).toBeUndefined();
    expect(readHost('10.0.0')).toBeUndefined();
    expect(readHostPort('a:99999')).toBeUndefined();
  });

  const password = fc.string({ unit: fc.constantFrom(...'abcXYZ0189!$%*+._~^#/@'), minLength: 1, maxLength: 16 });

  it('never give a password away, redacted or not', () => {
    fc.assert(
      fc.property(fc.constantFrom(...forms), password, ([form], middle) => {
        const secret = `Zq7${middle}9Kx`;
        const text = form.replaceAll('PW', secret);
        const names = [{ name: 'DATABASE_URL', value: text }];
        const facts = [readConnections(text), connectionsOfSettings(names).map((one) => one.connection)];
        expect(JSON.stringify(facts).toLowerCase()).not.toContain('9kx');
        expect(JSON.stringify(argumentReferences({ fact: 'process', pid: 1, args: `app --url=${text}` }))).not.toMatch(/9kx/i);
        if (!/[#/@]/.test(middle)) expect(redactSecrets(`DATABASE_URL=${text}`)).not.toContain('9Kx');
      }),
      { numRuns: 500 },
    );
  });

  it('never throw, and cost linear time', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a:/@=,;()[]"\'\\ .0%?&#') }), (text) => {
        readConnections(text);
      }),
    );
    for (const unit of ['a://', ':', '@', '(HOST=', 'a=', 'jdbc:oracle:thin:', 'host= ', 'a,']) {
      const started = performance.now();
      readConnections(unit.repeat(500_000));
      redactSecrets(`x ${unit.repeat(100_000)}`);
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });
});

describe('settings', () => {
  const told = (settings: Readonly<Record<string, string>>): readonly string[] =>
    connectionsOfSettings(Object.entries(settings).map(([name, value]) => ({ name, value }))).map(
      ({ connection: { kind, host, port, name } }) => `${kind} ${host} ${port} ${name}`,
    );

  it('take ports and names from the settings beside', () => {
    expect(told({ DB_HOST: 'db1', DB_PORT: '5433', DB_NAME: 'shop' })).toEqual(['database db1 5433 shop']);
    expect(told({ 'spring.redis.host': 'r1', 'spring.redis.port': '6380' })).toEqual(['cache r1 6380 undefined']);
  });

  it('tell by the name what a page is for', () => {
    expect(told({ ELASTICSEARCH_URL: 'http://es1:9200', HTTPS_PROXY: 'http://p:3128' })).toEqual([
      'database es1 9200 undefined',
      'proxy p 3128 undefined',
    ]);
  });

  it('leave out the near end and lists of who may come in', () => {
    const own = { APP_URL: 'https://shop.example.net', LISTEN_ADDR: '10.0.0.1:80', ALLOWED_HOSTS: 'a.example.net', HOST: 'web1' };
    expect(told({ ...own, NO_PROXY: 'x.example.net', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus' })).toEqual([]);
  });
});

describe('arguments', () => {
  const told = (args: string): readonly string[] =>
    argumentReferences({ fact: 'process', pid: 7, line: 3, args }).map(({ kind, host, port }) => `${kind} ${host} ${port}`);

  it('name servers in options and system properties', () => {
    expect(told('java -Dspring.datasource.url=jdbc:postgresql://db:5432/x --password z -jar a.jar')).toEqual([
      'database db 5432',
    ]);
    expect(told('kafka-console-consumer --bootstrap-server k1:9092,k2 --topic x')).toEqual(['queue k1 9092', 'queue k2 9092']);
    expect(told('/usr/bin/psql -h db2 -p5433 x')).toEqual(['database db2 5433']);
  });

  it('say where they stand', () => {
    expect(argumentReferences({ fact: 'process', pid: 7, line: 3, args: 'app --redis-url redis://r1' })).toMatchObject([
      { fact: 'reference', line: 3, source: 'arguments', owner: { pid: 7 } },
    ]);
  });

  it('leave out what a process listens on', () => {
    expect(told('etcd --listen-client-urls http://10.0.0.1:2379 --advertise-client-urls http://10.0.0.1:2379')).toEqual([]);
    expect(told('gunicorn app:app --bind 10.0.0.1:80')).toEqual([]);
  });
});

describe('secrets of configuration files', () => {
  it.each([
    "define('DB_PASSWORD', 'PW');",
    "define( 'AUTH_KEY', 'PW' );",
    'requirepass PW',
    'masterauth PW',
    '    auth_pass PW',
    'sentinel auth-pass cache PW',
    'spring.datasource.password=PW',
    'password: PW',
    'password = PW',
    '"password" : "PW"',
    '<Resource password="PW" url="x"/>',
    'gitlab_rails[\'db_password\'] = "PW"',
    "'password' => 'PW',",
    '    stats auth admin:PW',
    '    user admin insecure-password PW',
    'bindpw PW',
    '/etc/x.conf:12:db.password=PW PW',
  ])('%s', (line) => {
    expect(redactSecrets(line.replaceAll('PW', 'hunter2'))).not.toContain('hunter2');
  });
});
