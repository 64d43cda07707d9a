import type { ReferenceKind } from '../../model/reference-fact.ts';

/** What a scheme of a URL says about the other end. */
export interface Scheme {
  readonly kind: ReferenceKind;
  /** Where it listens when nobody says otherwise; absent where there is no such port (`tcp`). */
  readonly port?: number;
  readonly protocol?: 'tcp' | 'udp';
}

/**
 * Schemes and default ports: IANA URI schemes and service names, the JDBC URLs of PostgreSQL, MySQL, MariaDB, Oracle,
 * SQL Server and Db2, and the clients' manuals of the brokers, caches and stores. 0 stands for "no default".
 */
const table = `
database: postgres 5432|postgresql 5432|pgsql 5432|mysql 3306|mysqlx 33060|mariadb 3306|sqlserver 1433|mssql 1433|oracle 1521|db2 50000
database: mongodb 27017|mongodb+srv 27017|cassandra 9042|scylla 9042|couchbase 11210|couchbases 11207|couchdb 5984|clickhouse 8123|neo4j 7687
database: bolt 7687|neo4j+s 7687|bolt+s 7687|influxdb 8086|cockroachdb 26257|firebirdsql 3050|informix-sqli 9088|sybase 5000|hive2 10000|hive 10000
database: presto 8080|trino 8080|vertica 5433|redshift 5439|sap 30015|teradata 1025|elasticsearch 9200|opensearch 9200|solr 8983|zk 2181
database: zookeeper 2181|etcd 2379|tarantool 3301|rethinkdb 28015|derby 1527|hsql 9001
queue: amqp 5672|amqps 5671|rabbitmq 5672|kafka 9092|nats 4222|mqtt 1883|mqtts 8883|stomp 61613|pulsar 6650|pulsar+ssl 6651|nsq 4150
queue: activemq 61616|artemis 61616|nio 61616|nio+ssl 61617|tibjmsnaming 7222|beanstalk 11300|gearman 4730|sb 5671|zmq 0|t3 7001|t3s 7002
cache: redis 6379|rediss 6379|redis+sentinel 26379|redis-sentinel 26379|valkey 6379|valkeys 6379|memcache 11211|memcached 11211|hazelcast 5701
directory: ldap 389|ldaps 636|gc 3268|kerberos 88
name-service: dns 53
time: ntp 123
mail: smtp 25|smtps 465|submission 587|imap 143|imaps 993|pop3 110|pop3s 995|lmtp 24
storage: s3 0|ftp 21|ftps 990|sftp 22|nfs 2049|smb 445|cifs 445|hdfs 8020|webhdfs 9870|swift 0|rsync 873|ssh 22|svn 3690|git 9418|iscsi 3260
storage: nfs4 2049|smb3 445|ceph 6789|glusterfs 24007|lustre 988|sshfs 22
web: http 80|https 443|ws 80|wss 443|grpc 0|grpcs 443|thrift 0|h2c 80|fastcgi 9000|fcgi 9000|uwsgi 3031|suwsgi 3031|scgi 4000|ajp 8009
proxy: socks 1080|socks4 1080|socks4a 1080|socks5 1080|socks5h 1080
monitoring: statsd 8125|graphite 2003|zabbix 10051|otlp 4317|collectd 25826|snmptrap 162
syslog: syslog 514|gelf 12201|lumberjack 5044|relp 2514
other: tcp 0|udp 0|ssl 0|tls 0|tcps 0|rmi 1099|iiop 2809|corbaloc 2809|dubbo 20880|consul 8500|rtsp 554|rtmp 1935|sip 5060
`;

const overUdp = new Set(['udp', 'statsd', 'gelf', 'syslog', 'sip', 'dns', 'ntp', 'collectd', 'snmptrap']);

function readTable(): ReadonlyMap<string, Scheme> {
  const schemes = new Map<string, Scheme>();
  for (const line of table.trim().split('\n')) {
    const [kind = '', entries = ''] = line.split(': ');
    for (const entry of entries.split('|')) {
      const [name = '', port = ''] = entry.split(' ');
      schemes.set(name, {
        kind: kind as ReferenceKind,
        ...(port === '0' ? {} : { port: Number(port) }),
        ...(overUdp.has(name) ? { protocol: 'udp' } : {}),
      });
    }
  }
  return schemes;
}

const schemes = readTable();

/** What is known of a scheme, in lower case; undefined for one nobody here knows. */
export const schemeOf = (name: string): Scheme | undefined => schemes.get(name);

/** Kinds of ports that mean one kind of server, for hosts that are written without a scheme: `broker1:9092`. */
const portKinds: ReadonlyMap<number, ReferenceKind> = new Map([
  ...[1433, 1521, 3306, 5432, 6432, 27017, 9042, 50000, 9200, 2181, 2379].map((port) => [port, 'database'] as const),
  ...[5671, 5672, 9092, 9093, 4222, 1883, 8883, 61616, 6650].map((port) => [port, 'queue'] as const),
  ...[6379, 11211, 26379].map((port) => [port, 'cache'] as const),
  ...[389, 636, 3268, 3269].map((port) => [port, 'directory'] as const),
  ...[25, 465, 587].map((port) => [port, 'mail'] as const),
  ...[80, 443, 8080, 8443].map((port) => [port, 'web'] as const),
]);

/** What a server on this port most likely is; undefined where the number says nothing. */
export const kindOfPort = (port: number | undefined): ReferenceKind | undefined =>
  port === undefined ? undefined : portKinds.get(port);
