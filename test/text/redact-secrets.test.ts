import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactSecrets } from '../../src/text/redact-secrets.ts';

/** Command lines with the secret between guillemets, which are taken out before it is given away. */
const secretIn = (marked: string): readonly [given: string, expected: string] => [
  marked.replace(/«(.*?)»/g, '$1'),
  marked.replace(/«.*?»/g, '[cut]'),
];

describe('redactSecrets cuts', () => {
  it.each([
    'app --password «hunter2» --host db1',
    'app --password=«hunter2» --host db1',
    'app --db-password «-hunter2-» --host db1',
    'app --pass «x1» --passwd=«x2» --passphrase «x3»',
    'app -password «hunter2»',
    'keytool -storepass «changeit» -keypass «changeit» -alias a',
    'PGPASSWORD=«hunter2» psql -h db1',
    'env MYSQL_PWD=«hunter2» backup',
    'AWS_SECRET_ACCESS_KEY=«wJalr/XUtn+FEMI» AWS_ACCESS_KEY_ID=AKIAIOSFODNN7 app',
    'java -Dfoo.password=«x1» -Djavax.net.ssl.keyStorePassword=«changeit» -jar app.jar',
    'java -Dspring.datasource.password=«p@ss=word» -jar app.jar',
    'app --token=«abc» --auth-token «def» --api-key «k1» --apikey=«k2» --api_key=«k3»',
    'app --client-secret=«s1» clientSecret=«s2» CLIENT_SECRET=«s3»',
    'app --secret-id «x» --dev-root-token-id=«root»',
    'redis-server --requirepass «foobared» --masterauth «foobared»',
    'Server=db1;User Id=sa;Password=«p@ss»;Port=1433',
    'mount.cifs //nas/x /mnt -o username=app,password=«hunter2»,uid=0',
    'app http://api/v1?user=a&access_token=«abc»&page=2',
    'helm upgrade --set auth.password=«x»,primary.size=8Gi shop',
    'app --config {"user":"a","password": "«two words»","port":1}',
    "app {'apiKey': '«k1»', 'x': 1}",
    'app "token=«abc»" next',
    'DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=«a+b/c==»;EndpointSuffix=core',
    'app --community «private» community=«private»',
    'openssl rsa -in k.pem -passin pass:«hunter2» -out o.pem',
    'app X-Api-Key: «123» X-Auth-Token:«abc»',
    'curl -H Authorization: Bearer «abcdef» http://api/',
    'curl -H Authorization: Basic «dXNlcjpwYXNz» http://api/',
    'curl -H "Authorization: token «abcdef»" http://api/',
    'curl -H authorization:«abcdef» http://api/',
    'app --header Bearer «abcdef»',
    'app --verify=«eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl» x'.replace('--verify=', '--jwt '),
    'git push «ghp_0123456789abcdefghijABCDEFGHIJ» main',
    'app «glpat-0123456789abcdefghij» «xoxb-0123456789-abcdef»',
  ])('named: %s', (marked) => {
    const [given, expected] = secretIn(marked);
    expect(redactSecrets(given)).toBe(expected);
    expect(redactSecrets(expected)).toBe(expected);
  });

  it.each([
    'postgres://app:«hunter2»@db1/shop?sslmode=require',
    'app --url=amqp://app:«hunter2»@mq1:5672/%2f --x',
    'app mongodb://a:«b»@h1,h2:27017/?replicaSet=r',
    'app redis://:«hunter2»@cache:6379/0',
    'app amqp://u:«pa/ss»@host:5672/',
    'app http://u:«p:q@r»@proxy:3128',
    'git clone https://«0123456789abcdef01234567»@git.example.net/shop.git',
    'a=http://u:«p1»@h1 b=http://u:«p2»@h2',
  ])('in a URL: %s', (marked) => {
    const [given, expected] = secretIn(marked);
    expect(redactSecrets(given)).toBe(expected);
    expect(redactSecrets(expected)).toBe(expected);
  });

  it.each([
    'mysql -uroot -p«hunter2» -h db1 shop',
    '/usr/bin/mysqldump --single-transaction -p«hunter2» shop',
    'sh -c mysqladmin -p«hunter2» status',
    'mariadb-dump -p«hunter2» shop',
    'sshpass -p «hunter2» ssh app@db1',
    'sshpass -p«hunter2» ssh app@db1',
    'redis-cli -h cache -a «hunter2» ping',
    'ldapsearch -x -D cn=admin -w «hunter2» -b dc=example',
    'mongosh -u root -p «hunter2» --host db1',
    'mongodump -u root -p«hunter2»',
    'sqlcmd -S db1 -U sa -P «hunter2» -Q x',
    'ipmitool -H bmc1 -U admin -P «hunter2» power status',
    'snmpget -v2c -c «s3cret» 10.0.0.1 sysName.0',
    'snmpwalk -v3 -u ops -A «authpass1» -X «privpass1» 10.0.0.1',
    'curl -s -u app:«hunter2» http://api/',
    'curl --user app:«hunter2» --proxy-user me:«other» http://api/',
    'smbclient //nas/x -U app%«hunter2»',
    'lftp -u app,«hunter2» ftp.example.net',
    'docker login -u ci -p «hunter2» registry.example.net',
    'sqlplus scott/«tiger»@orcl',
    '/opt/oracle/bin/expdp system/«manager» full=y',
    'rabbitmqctl add_user app «hunter2»',
    '7z a -p«hunter2» x.7z /data',
    'useradd -m -p «$6$abc$def» app',
  ])('in an option a program is known for: %s', (marked) => {
    const [given, expected] = secretIn(marked);
    expect(redactSecrets(given)).toBe(expected);
    expect(redactSecrets(expected)).toBe(expected);
  });

  it('in each line of a table, and nothing else in it', () => {
    const marked = [
      '  812    1 app  java   java -Ddb.password=«x1» -jar shop.jar',
      '  900    1 root mysql  mysql -p«x2» -h db1',
      ' 1200    1 root nginx  nginx: worker process',
      ' 1300    1 app  node   node app.js --token «x3»',
      '',
    ].join('\n');
    const [given, expected] = secretIn(marked);
    expect(redactSecrets(given)).toBe(expected);
    expect(redactSecrets(expected)).toBe(expected);
  });

  it('all bytes of a secret that is not ASCII, read as Latin-1', () => {
    const given = Buffer.from('app --password=à¼la --x\n').toString('latin1');
    expect(Buffer.from(redactSecrets(given), 'latin1').toString()).toBe('app --password=[cut] --x\n');
  });
});

describe('redactSecrets cuts what single programs take', () => {
  it.each([
    ['curl --user=admin:hunter2 http://x', 'curl --user=admin:[cut] http://x'],
    ['curl -su admin:hunter2 x', 'curl -su admin:[cut] x'],
    ['mosquitto_pub -u a -P hunter2 -t x', 'mosquitto_pub -u a -P [cut] -t x'],
    ['openssl enc -aes-256-cbc -k hunter2 -in x', 'openssl enc -aes-256-cbc -k [cut] -in x'],
    ['xfreerdp /u:a /p:hunter2 /v:h', 'xfreerdp /u:a /p:[cut] /v:h'],
  ])('%s', (given, expected) => {
    expect(redactSecrets(given)).toBe(expected);
  });
});

describe('redactSecrets keeps', () => {
  it.each([
    'nginx: master process /usr/sbin/nginx -g daemon off;',
    '/usr/bin/java -Xmx512m -Djava.security.egd=file:/dev/urandom -jar /opt/shop/shop.jar --server.port=8080',
    'app --password-file /etc/app/password --token-ttl=5m --tokens 5',
    'app --private-key=/etc/ssl/key.pem --tls-private-key-file=/etc/x --credentials /etc/gcp.json',
    'app --bypass x --compass=3 pass1.txt tokenizer=fast',
    'ansible-playbook --ask-become-pass site.yml',
    'app --no-password --host db1',
    'mysql --password --host=db1',
    'mysql -p -h db1',
    'mysqld --port=3306 -p',
    'psql -h db1 -p 5432 shop',
    'docker run -p 80:80 nginx',
    'ssh -p 2222 app@db1',
    'curl -u app http://api/',
    'curl --user=app -sS http://api/',
    'openssl s_client -key /etc/ssl/key.pem -connect db1:443',
    'mongod --auth --port 27017',
    'app --enable-token=true --use-secret yes --auth=none',
    'PWD=/root OLDPWD=/tmp app',
    'kafka --bootstrap secret-kafka-token:9092',
    'docker run -v /run/secrets/token:/token -v app-secret:/data app',
    'http://10.0.0.1:8080/x@y https://git@github.com/x http://[::1]:80/a@b jdbc:postgresql://db1:5432/shop',
    'ssh://git@example.net:22/shop.git',
    'secret://vault/path',
    'python3 manage.py test --keepdb',
    'a sentence with the words password and token in it',
    '',
    '\n\n',
  ])('%s', (text) => {
    expect(redactSecrets(text)).toBe(text);
  });

  it('everything but the secrets, whatever the rest is', () => {
    const plain = fc.string({ unit: 'binary' }).filter((text) => redactSecrets(text) === text && !/[-:=/'"\w]$/.test(text));
    fc.assert(
      fc.property(plain, plain, (before, after) => {
        expect(redactSecrets(`${before}\napp --password=hunter2\n${after}`)).toBe(`${before}\napp --password=[cut]\n${after}`);
      }),
    );
  });
});

describe('redactSecrets', () => {
  const piece = fc.constantFrom(
    ...[
      '--password',
      '--token=',
      'PGPASSWORD=',
      ' ',
      '\n',
      '"',
      "'",
      '=',
      ':',
      '://',
      '@',
      'user:',
      'x',
      'hunter2',
      '-p',
      'mysql ',
      'curl -u ',
      'a:b',
      '[cut]',
    ],
    ...[
      'Authorization: ',
      'Bearer ',
      ';',
      '&',
      ',',
      'sqlplus a/b',
      'eyJhbGciOi.eyJhbGciOi.x',
      '\\',
      'secret',
      '{"pass":"',
      '-',
      'login ',
      'docker ',
      '\xa0',
      '\t',
    ],
  );

  it('keeps the lines', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        expect(redactSecrets(text).split('\n')).toHaveLength(text.split('\n').length);
      }),
    );
  });

  it.each([
    'pass',
    'a',
    '=',
    '"',
    'pass="',
    'pass=\'"',
    'token=',
    'eyJ',
    '://',
    'x://a:b',
    'mysql -p ',
    'secret:',
    'bearer ',
    'authorization:',
    'bypass=',
    '-',
    'curl -u ',
    'login -p ',
    'sqlplus a/b ',
    'pass="\\',
  ])('ends on a megabyte of %j', (unit) => {
    expect(redactSecrets(unit.repeat(Math.ceil(1_000_000 / unit.length))).length).toBeGreaterThan(0);
  });
});
