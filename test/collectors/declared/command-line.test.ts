import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommand } from '../../../src/collectors/formats/declared/command-line.ts';
import { commandOf } from '../../../src/collectors/formats/declared/jobs.ts';

const placesIn = (command: string): readonly string[] =>
  [...readCommand(command)].map(({ kind, host, port, scheme, program }) =>
    [kind, scheme ?? '-', port === undefined ? host : `${host} ${port}`, program].join(' '),
  );

describe('a command line names', () => {
  it.each([
    ['pg_dump -hdb1 -p 5433 shop', ['database postgresql db1 5433 pg_dump']],
    ['psql "host=db1 dbname=shop"', ['database postgresql db1 psql']],
    ['sudo -u postgres /usr/bin/psql --host=db1 -c x', ['database postgresql db1 psql']],
    ['psql postgres://app:[cut]@db1:5433/shop', ['database postgres db1 5433 psql']],
    ['sh -c "mysqldump --host db2 x | gzip"', ['database mysql db2 mysqldump']],
    ['flock -n /run/x.lock rsync -a /srv backup@store1:/in', ['other ssh store1 rsync']],
    ['rsync -a store1::module/x /srv', ['other ssh store1 rsync']],
    ['scp -P 2022 /a /b ops@[2001:db8::1]:/c', ['other ssh 2001:db8::1 2022 scp']],
    ['ssh -o BatchMode=yes -i /k -p 22 app@web1 reboot http://other/', ['other ssh web1 22 ssh']],
    ['nc -w 3 10.0.0.9 514', ['other - 10.0.0.9 514 nc']],
    ["sqlcmd -S 'sql1\\SHOP' -Q x", ['database sqlserver sql1 sqlcmd']],
    ['smbclient //files1/share -A /x', ['mount smb files1 smbclient']],
    [
      'kafka-topics.sh --bootstrap-server k1:9092,k2:9092 --list',
      ['queue kafka k1 9092 kafka-topics.sh', 'queue kafka k2 9092 kafka-topics.sh'],
    ],
    ['/opt/app --db-host db3 --listen-host 10.0.0.1 --server=10.0.0.7:99', ['other - db3 app', 'other - 10.0.0.7 99 app']],
    [
      'curl -s http://a.example.net/x && wget https://b.example.net:8443/y',
      ['web http a.example.net curl', 'web https b.example.net 8443 wget'],
    ],
    ['/opt/agent 10.0.0.7:99', ['other - 10.0.0.7 99 agent']],
  ])('%s', (command, expected) => {
    expect(placesIn(command)).toEqual(expected);
  });
});

describe('a command line names nobody', () => {
  it.each([
    'cd / && run-parts --report /etc/cron.hourly',
    'mysqldump shop > /x',
    'mysqld --bind-address=10.0.0.1',
    'app --listen 10.0.0.1:80 --bind=10.0.0.1',
    'app --version 1.2.3.4.5',
    'route -net 10.0.0.0/8',
    'ssh',
    'rsync -a /a /b',
    'nc -l 80',
    "echo 'unclosed",
    '',
  ])('%s', (command) => {
    expect(placesIn(command)).toEqual([]);
  });
});

it('a line of a crontab has its command behind the times, and where there is one the user', () => {
  expect(commandOf('5 1 * * *\troot  a b', true)).toBe('a b');
  expect(commandOf('5 1 * * * a  b', false)).toBe('a  b');
  expect(commandOf('@daily a', false)).toBe('a');
  expect(commandOf('A = b', false)).toBeUndefined();
  expect(commandOf('5 1 * * *', false)).toBeUndefined();
});

it('never throws, and ends', () => {
  const piece = fc.constantFrom(
    'ssh ',
    'rsync ',
    '-h ',
    '--host=',
    "'",
    '"',
    '\\',
    '://',
    'a:b',
    '@',
    '|',
    '$(',
    '10.0.0.1',
    ' ',
    '[',
    'sh -c ',
    'x',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      expect(Array.isArray(placesIn(pieces.join('')))).toBe(true);
    }),
  );
  for (const unit of ['ssh ', '--host=a ', '1.', 'http://', "'", 'a:', '--host']) placesIn(unit.repeat(20_000));
});
