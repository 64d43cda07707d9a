import type { ReferenceKind } from '../../model/reference-fact.ts';

/** What the name of a setting says about the server in its value. */
export interface NameMeaning {
  readonly kind: ReferenceKind;
  /** Where such a server listens when the setting does not say. */
  readonly port?: number;
}

const longestName = 160;
const ending =
  /(?:^|_|pg|db|mysql|redis|mongo|smtp|mail|ldap|sql|amqp|kafka)(?:url|urls|uri|uris|dsn|host|hosts|hostname|hostnames|hostaddr|server|servers|addr|addrs|address|addresses|endpoint|endpoints|broker|brokers|broker_list|bootstrap_servers?|connection_?string|contact_points|seed_hosts|upstream)$/;
/** The near end, lists of who may come in, and addresses of pages. */
const ownWords =
  /(?:^|_)(?:bind|listen|listener|listeners|advertise|advertised|callback|redirect|cors|allowed|allow|trusted|virtual|canonical|public|self|local|publish|documentation|docs|bug_report|support|privacy|homepage|logo|icon|license|xmlns|no_proxy|dbus|xauth|ssh|gpg|locale|swagger|openapi|vcs|scm|(?:remote|node)_(?:addr|host|ip|address)|schema_(?:location|url)|external_url|home_url)(?:_|$)/;
const ownNames =
  /^(?:host|hostname|hosts|server|servers|address|addr|url|uri|(?:app|base|site|root|server|http|web|wp|spring_application|management_server|server_base|app_base)_(?:url|host|hostname|addr|address|name|domain|server|uri)|wp_siteurl|wp_home|vendor_url|sonar_host_name|frontend_url)$/;

/** The first that matches decides. */
const words: readonly (readonly [RegExp, ReferenceKind, number?])[] = [
  [/(?:^|_)proxy(?:_|$)|_proxy$/, 'proxy'],
  [/redis|valkey/, 'cache', 6379],
  [/memcache/, 'cache', 11_211],
  [/(?:^|_)cache|hazelcast/, 'cache'],
  [/kafka|bootstrap_server|broker_list/, 'queue', 9092],
  [/rabbit|amqp/, 'queue', 5672],
  [/nats(?:_|$)/, 'queue', 4222],
  [/mqtt/, 'queue', 1883],
  [/pulsar|activemq|artemis|jms|stomp|(?:^|_)queue|broker|(?:^|_)mq(?:_|$)/, 'queue'],
  [/ldap/, 'directory', 389],
  [/smtp/, 'mail', 25],
  [/(?:^|_)(?:e?mail|imap|pop3)/, 'mail'],
  [
    /otel|otlp|statsd|graphite|prometheus|zabbix|sentry|newrelic|jaeger|zipkin|(?:^|_)(?:metrics|tracing|apm|dd_agent)/,
    'monitoring',
  ],
  [/syslog|gelf|graylog|logstash|fluent|splunk/, 'syslog'],
  [/(?:^|_)s3|minio|(?:^|_)(?:nfs|s?ftp|hdfs)|storage|bucket/, 'storage'],
  [/elastic|opensearch/, 'database', 9200],
  [/mongo/, 'database', 27_017],
  [/mysql|maria/, 'database', 3306],
  [/postgres|(?:^|_)pg/, 'database', 5432],
  [/zookeeper|(?:^|_)zk(?:_|$)/, 'database', 2181],
  [/cassandra|scylla/, 'database', 9042],
  [/etcd/, 'database', 2379],
  [/mssql|sqlserver|sql_server/, 'database', 1433],
  [/oracle/, 'database', 1521],
  [
    /(?:^|_)(?:db|database|jdbc|sql|datasource)|db(?:host|url|server)|database|influx|clickhouse|couch|neo4j|solr|datasource/,
    'database',
  ],
  [/(?:^|_)(?:api|rest|http|web)(?:_|$)/, 'web'],
];

/** `spring.datasource.url`, `dbHost` and `DB-HOST` in one spelling. */
export const plainName = (name: string): string =>
  name
    .slice(-longestName)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]{1,8}/g, '_')
    .toLowerCase();

/** The setting names the near end of something, or nothing one connects to. Takes a plain name. */
export const isOwnSetting = (plain: string): boolean => ownWords.test(plain);

/** The setting may name the near end: only a scheme that says more than `http` makes it another machine. Takes a plain name. */
export const mayBeOwn = (plain: string): boolean => ownNames.test(plain);

/** The value of such a setting is one or several servers, also without a scheme. Takes a plain name. */
export const isAddressName = (plain: string): boolean => ending.test(plain) || /_proxy$/.test(plain);

/** What is at the other end, as the name tells. Takes a plain name. */
export function meaningOf(plain: string): NameMeaning | undefined {
  const found = words.find(([pattern]) => pattern.test(plain));
  if (found === undefined) return undefined;
  const [, kind, port] = found;
  return port === undefined ? { kind } : { kind, port };
}
