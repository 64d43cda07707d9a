import { randomBytes } from 'node:crypto';

/** Something on a host that holds secrets, and what else it tells. */
export interface Plant {
  /** What a person would call it. */
  readonly name: string;
  /** None of these may be found anywhere afterwards, not even a part: each word of a password is one. */
  readonly secrets: readonly string[];
  /** Servers named beside the secrets (`host:port`, or the host alone), which have to arrive. */
  readonly servers: readonly string[];
}

/** A process: its program, then its arguments. */
export interface ArgumentPlant extends Plant {
  readonly words: readonly [string, ...string[]];
}

/** Variables of one process, `NAME=value`. */
export interface EnvironmentPlant extends Plant {
  readonly variables: readonly string[];
}

export interface FilePlant extends Plant {
  readonly path: string;
  readonly text: string;
  /** Others than root may not read it. */
  readonly isPrivate: boolean;
  /** It holds command lines, with passwords where single programs take them. */
  readonly hasCommands: boolean;
}

export interface Plants {
  readonly processes: readonly ArgumentPlant[];
  readonly environments: readonly EnvironmentPlant[];
  readonly files: readonly FilePlant[];
  /** `podman ps -a --format json`. */
  readonly containers: Plant & { readonly text: string };
}

/** Letters and digits alone, so that no escaping of any format changes it. */
const invent = (): string => `Pw${randomBytes(12).toString('hex')}`;

type Fill = (text: string, servers?: readonly string[]) => { readonly text: string } & Pick<Plant, 'secrets' | 'servers'>;

/** Puts a secret of its own in the place of every `PW`. */
const fill: Fill = (text, servers = []) => {
  const secrets: string[] = [];
  const filled = text.replace(/PW/g, () => {
    const secret = invent();
    secrets.push(secret);
    return secret;
  });
  return { text: filled, secrets, servers };
};

function process(line: string, ...servers: readonly string[]): ArgumentPlant {
  const { text, ...rest } = fill(line, servers);
  const [program = '', ...words] = text.split(' ');
  return { name: `arguments: ${line}`, words: [program, ...words], ...rest };
}

function environment(variable: string, ...servers: readonly string[]): EnvironmentPlant {
  const { text, ...rest } = fill(variable, servers);
  return { name: `environment: ${variable}`, variables: text.split(' and '), ...rest };
}

type FileKind = 'settings' | 'private settings' | 'commands' | 'private commands';

function file(path: string, lines: readonly string[], servers: readonly string[], kind: FileKind = 'settings'): FilePlant {
  const { text, ...rest } = fill(`${lines.join('\n')}\n`, servers);
  return { name: path, path, text, isPrivate: kind.startsWith('private'), hasCommands: kind.endsWith('commands'), ...rest };
}

const processes = (): readonly ArgumentPlant[] => [
  process(
    'java -Dspring.datasource.url=jdbc:postgresql://arg1.plant.example:5433/shop -Dspring.datasource.password=PW',
    'arg1.plant.example:5433',
  ),
  process('worker --password=PW --url=amqp://arg2.plant.example:5672', 'arg2.plant.example:5672'),
  process('loader --db-password PW --url=redis://:PW@arg3.plant.example:6380/0', 'arg3.plant.example:6380'),
  process('mysql -u shop -pPW -h arg4.plant.example -P 3307'),
  process('exporter postgresql://shop:PW@arg5.plant.example:5434/shop', 'arg5.plant.example:5434'),
  process('prober --target=https://shop:PW/PW@arg6.plant.example:8443/health'),
  process('redis-cli -h arg7.plant.example -a PW monitor'),
  process('curl -u shop:PW https://arg8.plant.example:9443/feed'),
  process('agent --header=X-Auth-Token:PW --api-key=PW'),
];

const environments = (): readonly EnvironmentPlant[] => [
  environment('DATABASE_URL=postgres://shop:PW@env1.plant.example:5435/shop', 'env1.plant.example:5435'),
  environment('REDIS_HOST=env2.plant.example and REDIS_PORT=6382 and REDIS_PASSWORD=PW', 'env2.plant.example:6382'),
  environment('SECRET_KEY=PW'),
  environment('AWS_SECRET_ACCESS_KEY=PW and API_TOKEN=PW'),
  environment('SPRING_DATASOURCE_URL=jdbc:mysql://env3.plant.example:3310/x?user=u&password=PW', 'env3.plant.example:3310'),
  environment('SENTRY_DSN=https://PW@env4.plant.example:9000/3', 'env4.plant.example:9000'),
  environment('DSN=shop:PW@tcp(env5.plant.example:3311)/shop', 'env5.plant.example:3311'),
  environment(
    'ConnectionStrings__Shop=Server=env6.plant.example,1434;User Id=u;Password=PW;Encrypt=true',
    'env6.plant.example:1434',
  ),
  environment('ORACLE_URL=jdbc:oracle:thin:shop/PW@env7.plant.example:1522:SHOP', 'env7.plant.example:1522'),
  environment('BROKER_URL=amqp://shop:PW/PW@env8.plant.example:5673/vhost', 'env8.plant.example:5673'),
];

const files = (): readonly FilePlant[] => [
  file(
    '/etc/default/shop',
    ['DATABASE_URL=postgres://u:PW@file1.plant.example:5436/shop', 'API_TOKEN=PW'],
    ['file1.plant.example:5436'],
  ),
  file(
    '/opt/shop/application.yml',
    [
      ...['spring:', '  datasource:', '    url: jdbc:postgresql://file2.plant.example:5439/shop', '    password: PW PW'],
      ...['  redis:', '    passwords:', '      - PW', '    password: "PW"', '    host: file2b.plant.example', '    port: 6383'],
    ],
    ['file2.plant.example:5439', 'file2b.plant.example:6383'],
  ),
  file(
    '/opt/shop/.env',
    ['QUEUE_URL="amqp://u:PW@file3.plant.example:5674/"', "MAIL_PASSWORD='PW PW'"],
    ['file3.plant.example:5674'],
  ),
  file(
    '/var/www/shop/wp-config.php',
    ['<?php', "define('DB_HOST', 'file4.plant.example:3312');", "define('DB_PASSWORD', 'PW PW');", "define('AUTH_KEY', 'PW');"],
    ['file4.plant.example:3312'],
  ),
  file(
    '/root/.pgpass',
    ['file5.plant.example:5437:shop:u:PW', String.raw`file5.plant.example:5437:crm:u:PW\:PW`],
    ['file5.plant.example:5437'],
    'private settings',
  ),
  file(
    '/etc/keepalived/keepalived.conf',
    [
      ...[
        'vrrp_instance web {',
        '  interface eth0',
        '  virtual_router_id 51',
        '  authentication {',
        '    auth_type PASS',
        '    auth_pass PW',
        '  }',
      ],
      ...['  virtual_ipaddress {', '    10.99.9.1/24', '  }', '}'],
      ...['vrrp_instance two {', '  authentication { auth_type PASS auth_pass PW }', '}'],
      ...['virtual_server 10.99.9.1 8080 {', '  protocol TCP', '  real_server 10.99.9.2 8081 {', '  }', '}'],
    ],
    ['10.99.9.2:8081'],
    'private settings',
  ),
  file(
    '/etc/haproxy/conf.d/stats.cfg',
    [
      ...[
        'userlist ops',
        '  user ann insecure-password PW',
        'frontend f',
        '  bind *:8890',
        '  default_backend b',
        '  stats auth admin:PW',
      ],
      ...['backend b', '  server s1 file7.plant.example:8082 check'],
    ],
    ['file7.plant.example:8082'],
  ),
  file('/etc/fstab', ['//file8.plant.example/share /mnt/x cifs username=u,password=PW,vers=3.0 0 0'], ['file8.plant.example']),
  file('/etc/environment', ['http_proxy=http://u:PW@file9.plant.example:3128/'], ['file9.plant.example:3128']),
  file(
    '/etc/sssd/sssd.conf',
    ['[domain/x]', 'ldap_uri = ldap://file10.plant.example:1389', 'ldap_default_authtok = PW PW'],
    ['file10.plant.example:1389'],
    'private settings',
  ),
  file(
    '/etc/cron.d/backup',
    ['5 4 * * * root PGPASSWORD=PW pg_dump -h file11.plant.example -p 5438 shop'],
    ['file11.plant.example:5438'],
  ),
  file(
    '/var/spool/cron/crontabs/app',
    [
      '5 4 * * * mysql -u u -pPW -h file12.plant.example -P 3313 shop',
      '6 4 * * * curl -u u:PW https://file12.plant.example:8447/',
    ],
    ['file12.plant.example:3313'],
    'private commands',
  ),
  file(
    '/etc/systemd/system/planted.service',
    ['[Service]', 'Environment="DB_PASSWORD=PW PW" "DB_URL=postgres://u:PW@file13.plant.example:5441/x"'],
    ['file13.plant.example:5441'],
  ),
  file(
    '/etc/systemd/system/planted.service.d/start.conf',
    ['[Service]', 'ExecStart=/usr/bin/curl --user u:PW https://file25.plant.example:8448/'],
    ['file25.plant.example:8448'],
    'commands',
  ),
  file(
    '/etc/tomcat9/context.xml',
    [
      '<Resource name="jdbc/x" username="u" password="PW PW" url="jdbc:mysql://file14.plant.example:3314/x"/>',
      '<property name="password" value="PW"/><property name="url" value="jdbc:mysql://file14.plant.example:3314/x"/>',
      '<connection-url>jdbc:mysql://file14.plant.example:3314/x</connection-url><password>PW</password>',
      '<user-name>u</user-name> <password>PW</password> <add key="ApiToken" value="PW"/>',
    ],
    ['file14.plant.example:3314'],
  ),
  file(
    '/etc/msmtprc',
    ['account x', 'host file15.plant.example', 'port 2525', 'user u', 'password PW'],
    ['file15.plant.example:2525'],
  ),
  file(
    '/etc/telegraf/telegraf.conf',
    ['[[outputs.influxdb]]', '  urls = ["http://file16.plant.example:8086"]', '  password = "PW PW"', '  token = "PW"'],
    ['file16.plant.example:8086'],
  ),
  file('/etc/snmp/snmpd.conf', ['rocommunity PW 10.0.0.0/8', 'trap2sink file17.plant.example PW'], ['file17.plant.example']),
  file(
    '/opt/shop/appsettings.json',
    [
      ...['{', '  "ConnectionStrings": {', '    "Shop": "Server=tcp:file18.plant.example,1435;User ID=u;Password=PW;"', '  },'],
      ...['  "Jwt": { "Secret": "PW", "Url": "https://file18b.plant.example:8449/" }', '}'],
    ],
    ['file18.plant.example:1435'],
  ),
  file(
    '/etc/postgresql/15/main/postgresql.conf',
    ["primary_conninfo = 'host=file19.plant.example port=5440 user=u password=PW'"],
    ['file19.plant.example:5440'],
  ),
  file(
    '/etc/redis/redis.conf',
    ['replicaof file20.plant.example 6381', 'masterauth PW', 'requirepass PW'],
    ['file20.plant.example:6381'],
  ),
  file(
    '/etc/pgbouncer/pgbouncer.ini',
    ['[databases]', 'shop = host=file21.plant.example port=5442 user=u password=PW'],
    ['file21.plant.example:5442'],
  ),
  file(
    '/etc/nginx/conf.d/planted.conf',
    [
      'server {',
      '  listen 8891;',
      '  location / { proxy_set_header Authorization "Basic PW"; proxy_pass http://file22.plant.example:8085; }',
      '}',
    ],
    ['file22.plant.example:8085'],
  ),
  file(
    '/etc/apt/sources.list.d/x.list',
    ['deb https://u:PW@file23.plant.example:8450/debian stable main'],
    ['file23.plant.example:8450'],
  ),
  file(
    '/etc/cron.daily/report',
    ['#!/bin/sh', 'SMB_PASSWORD=PW', 'smbclient //file24.plant.example/x -U u%PW', 'lftp -u u,PW ftp://file24.plant.example'],
    ['file24.plant.example'],
    'commands',
  ),
];

const containers = (): Plants['containers'] => {
  const one = {
    Id: 'c0ffee'.repeat(10).slice(0, 60),
    Names: ['planted'],
    Image: 'registry.plant.example/shop:1',
    State: 'running',
    Pid: 0,
    Command: ['server', '--password=PW', '--plain', 'PW'],
    Env: ['DB_PASSWORD=PW'],
    Labels: {
      'com.docker.compose.project': 'plantedproject',
      'db.password': 'PW',
      note: 'PW',
      'traefik.http.middlewares.auth.basicauth.users': 'u:PW',
    },
    Ports: [{ host_ip: '', container_port: 8080, host_port: 18_080, range: 1, protocol: 'tcp' }],
    Networks: ['podman'],
  };
  return { name: 'containers', ...fill(`${JSON.stringify([one], undefined, 2)}\n`, []) };
};

/** Everything that is planted, with new secrets every time. */
export const inventPlants = (): Plants => ({
  processes: processes(),
  environments: environments(),
  files: files(),
  containers: containers(),
});

/** All of them, whatever they are. */
export const allPlants = (plants: Plants): readonly Plant[] => [
  ...plants.processes,
  ...plants.environments,
  ...plants.files,
  plants.containers,
];
