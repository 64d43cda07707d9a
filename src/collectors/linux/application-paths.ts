/**
 * The configuration files of applications that are looked at, and no others; shell patterns, never deeper than they say.
 * Of each only lines that may hold an address travel, after the secrets in them were cut.
 */
export const applicationPaths: readonly string[] = [
  // Spring and other Java: application.properties, application-prod.yml
  // One pattern for all three endings under /etc, which has many folders to look into
  '/etc/*/application*.[py][rma]*[ls]',
  ...['/opt/*', '/opt/*/conf', '/opt/*/config', '/opt/*/*/conf', '/srv/*', '/srv/*/config'].flatMap((folder) =>
    ['properties', 'yml', 'yaml'].map((ending) => `${folder}/application*.${ending}`),
  ),
  // Environment files
  ...['/opt/*', '/opt/*/*', '/srv/*', '/srv/*/*', '/var/www/*', '/var/www/*/*'].map((folder) => `${folder}/.env`),
  '/etc/default/*',
  '/etc/sysconfig/*',
  // systemd units of this host
  '/etc/systemd/system/*.service',
  '/etc/systemd/system/*.service.d/*.conf',
  // PHP, Rails, .NET, Node
  ...['/var/www/*', '/var/www/*/*', '/srv/*', '/srv/*/*', '/usr/share/wordpress', '/etc/wordpress'].map(
    (folder) => `${folder}/wp-config.php`,
  ),
  '/etc/wordpress/config-*.php',
  ...['/opt/*', '/srv/*', '/var/www/*'].flatMap((folder) => [
    `${folder}/config/database.yml`,
    `${folder}/current/config/database.yml`,
  ]),
  ...['/opt/*', '/srv/*', '/var/www/*'].flatMap((folder) => [`${folder}/appsettings*.json`, `${folder}/config/default.json`]),
  // Application servers
  '/etc/tomcat*/context.xml',
  '/etc/tomcat*/server.xml',
  '/etc/tomcat*/Catalina/localhost/*.xml',
  '/opt/*/conf/context.xml',
  '/opt/*/conf/server.xml',
  '/opt/*/conf/Catalina/localhost/*.xml',
  '/opt/*/standalone/configuration/standalone*.xml',
  '/opt/*/domain/configuration/domain.xml',
  '/opt/IBM/WebSphere/AppServer/profiles/*/config/cells/*/resources.xml',
  '/opt/IBM/WebSphere/AppServer/profiles/*/config/cells/*/nodes/*/servers/*/resources.xml',
  // Clients of databases
  '/etc/odbc.ini',
  '/etc/freetds/freetds.conf',
  '/etc/tnsnames.ora',
  '/opt/oracle/*/network/admin/tnsnames.ora',
  '/u01/app/oracle/product/*/*/network/admin/tnsnames.ora',
  '/etc/my.cnf',
  '/etc/my.cnf.d/*.cnf',
  '/etc/mysql/my.cnf',
  '/etc/mysql/conf.d/*.cnf',
  '/etc/mysql/mariadb.conf.d/*.cnf',
  // Servers that name other servers
  '/etc/postgresql/*/*/postgresql.conf',
  '/var/lib/postgresql/*/*/postgresql.auto.conf',
  '/var/lib/postgresql/*/*/recovery.conf',
  '/var/lib/pgsql/data/postgresql*.conf',
  '/var/lib/pgsql/*/data/postgresql*.conf',
  '/etc/pgbouncer/pgbouncer.ini',
  '/etc/redis*.conf',
  '/etc/redis/*.conf',
  '/etc/valkey/*.conf',
  '/etc/rabbitmq/rabbitmq.conf',
  '/etc/kafka/*.properties',
  '/opt/kafka/config/*.properties',
  '/etc/zookeeper/zoo.cfg',
  '/etc/zookeeper/conf/zoo.cfg',
  '/opt/zookeeper/conf/zoo.cfg',
  '/etc/elasticsearch/elasticsearch.yml',
  '/etc/opensearch/opensearch.yml',
  '/etc/kibana/kibana.yml',
  '/etc/logstash/conf.d/*.conf',
  '/etc/prometheus/prometheus*.yml',
  '/etc/grafana/grafana.ini',
  '/etc/gitlab/gitlab.rb',
  '/etc/keycloak/keycloak.conf',
  '/opt/keycloak/conf/keycloak.conf',
  // Proxies without a reader of their own
  '/etc/envoy/*.yaml',
  '/etc/envoy/*.json',
  '/etc/traefik/*.yml',
  '/etc/traefik/*.yaml',
  '/etc/traefik/*/*.yml',
  '/etc/traefik/*/*.yaml',
  '/etc/squid/squid.conf',
  '/etc/varnish/*.vcl',
];

/** Password files of libpq of service accounts: three fields of a line travel, the password never. */
export const passwordFiles: readonly string[] = [
  '/root/.pgpass',
  '/var/lib/postgresql/.pgpass',
  '/var/lib/pgsql/.pgpass',
  '/opt/*/.pgpass',
];

/** What a line that is no comment has before its address; a bracket, a slash and a dash may also begin other lines. */
const noComment = '([^#;/<[:space:]].*|/[^/].*|<[^!].*|<![^-].*|<!-[^-].*)?';

/** Lines that may hold an address, the port or database beside one, or the keys above one; no comments. */
export const addressLines = [
  '^ *(-|\\[)|^server\\.[0-9]|^backend ',
  `^[[:space:]]*${noComment}(${[
    '://|jdbc:|: *$|\\(|primary_conninfo|replicaof|slaveof|sentinel monitor|cache_peer|classic_config',
    '(hosts?|hostname|hostaddr|url|uri|dsn|servers?|addr|address|endpoints?|brokers?|nodes|targets|connect|string|points)[]"a-z_.]* *[:,>=]',
    '(port|port_value|adapter|driver|engine|dialect|type|database|dbname|db_name|name)[]"]* *[=:,]',
    '\\.(host|port) *=|value=',
  ].join('|')})`,
].join('|');
