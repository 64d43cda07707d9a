import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scriptName } from '../../src/graph/script-name.ts';

describe('scriptName', () => {
  it.each([
    ['java -jar shop.jar', 'shop.jar'],
    ['/usr/lib/jvm/java-17/bin/java -Xmx2g -Dx=y -jar /opt/shop/shop.jar --port 80', 'shop.jar'],
    ['java -cp /opt/lib/*:/opt/classes com.acme.Main', 'com.acme.Main'],
    ['java -classpath a.jar -Xms1g org.apache.catalina.startup.Bootstrap start', 'org.apache.catalina.startup.Bootstrap'],
    ['java -p mods -m com.acme/com.acme.Main', 'com.acme/com.acme.Main'],
    ['java @/opt/args com.acme.Main', 'com.acme.Main'],
    ['python3 /opt/shop/worker-orders.py --fast', 'worker-orders.py'],
    ['/usr/bin/python3.11 -u -W ignore /opt/x/report.py', 'report.py'],
    ['python3 -m http.server 8000', 'http.server'],
    ['/usr/bin/python3 /usr/bin/gunicorn app:app', 'gunicorn'],
    ['node --max-old-space-size=512 /srv/shop/dist/orders.js', 'orders.js'],
    ['node -r dotenv/config /srv/shop/orders.js', 'orders.js'],
    ['ruby /usr/local/bin/puma -C config.rb', 'puma'],
    ['perl -w /usr/share/tool.pl', 'tool.pl'],
    ['php /srv/queue/artisan queue:work', 'artisan'],
    ['/bin/bash /usr/local/sbin/backup.sh', 'backup.sh'],
    ['sh -e ./run-it.sh', 'run-it.sh'],
  ])('%s', (args, name) => {
    expect(scriptName(args)).toBe(name);
  });

  it('shows the folder where the file name alone says nothing', () => {
    expect(scriptName('node /srv/shop/server.js')).toBe('shop/server.js');
    expect(scriptName('node /srv/shop/dist/server.js')).toBe('shop/server.js');
    expect(scriptName('python3 /opt/billing/src/main.py')).toBe('billing/main.py');
    expect(scriptName('node server.js')).toBe('server.js');
    expect(scriptName('node ./index.js')).toBe('index.js');
  });

  it.each([
    'python3 -c print(1)',
    'bash -c sleep',
    'node -e x',
    'perl -e 1',
    'php -r 1',
    'bash',
    '-bash',
    'python3 -i',
    'java -version',
    '',
  ])('%j has no script', (args) => {
    expect(scriptName(args)).toBeUndefined();
  });

  it.each([
    'nginx: master process /usr/sbin/nginx',
    '/usr/sbin/sshd -D',
    'postgres: walwriter',
    'javac Foo.java',
    'nodemon x.js',
  ])('%j is no interpreter', (args) => {
    expect(scriptName(args)).toBeUndefined();
  });

  it('reads any command line', () => {
    fc.assert(
      fc.property(fc.constantFrom('java', 'python3', 'node', 'sh', 'x'), fc.string(), (program, rest) => {
        const name = scriptName(`${program} ${rest}`);
        expect(name === undefined || name.length > 0).toBe(true);
      }),
    );
  });
});
