import type { Program } from './estate.ts';

/** The software of the shop, as its packages install it. */

export const systemd: Program = {
  name: 'systemd',
  user: 'root',
  unit: 'init.scope',
  args: '/sbin/init',
  listens: [],
};

export const sshd: Program = {
  name: 'sshd',
  user: 'root',
  unit: 'ssh.service',
  description: 'OpenBSD Secure Shell server',
  args: 'sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups',
  listens: ['tcp 0.0.0.0:22', 'tcp [::]:22'],
};

export const nodeExporter: Program = {
  name: 'node_exporter',
  comm: 'prometheus-node',
  user: 'prometheus',
  unit: 'prometheus-node-exporter.service',
  description: 'Prometheus exporter for machine metrics',
  args: '/usr/bin/prometheus-node-exporter',
  listens: ['tcp *:9100'],
  dualStack: true,
};

/** What runs on every Debian host of the shop. */
export const usual: readonly Program[] = [systemd, sshd, nodeExporter];

export const haproxy: Program = {
  name: 'haproxy',
  user: 'haproxy',
  unit: 'haproxy.service',
  description: 'HAProxy Load Balancer',
  args: '/usr/sbin/haproxy -Ws -f /etc/haproxy/haproxy.cfg -p /run/haproxy.pid -S /run/haproxy-master.sock',
  workers: ['/usr/sbin/haproxy -sf 611 -x sockpair@4 -Ws -f /etc/haproxy/haproxy.cfg -p /run/haproxy.pid'],
  listens: ['tcp 0.0.0.0:80', 'tcp 0.0.0.0:443', 'tcp [::]:443', 'tcp 127.0.0.1:8404'],
};

export const nginx: Program = {
  name: 'nginx',
  user: 'www-data',
  unit: 'nginx.service',
  description: 'A high performance web server and a reverse proxy server',
  args: 'nginx: master process /usr/sbin/nginx -g daemon on; master_process on;',
  workers: ['nginx: worker process', 'nginx: worker process'],
  listens: ['tcp 0.0.0.0:80', 'tcp [::]:80'],
};

export const shopApi: Program = {
  name: 'shop-api',
  comm: 'java',
  user: 'shop',
  unit: 'shop-api.service',
  description: 'Shop API',
  args: '/usr/lib/jvm/java-17-openjdk-amd64/bin/java -Xmx2g -Dspring.profiles.active=production -jar /opt/shop/shop-api-4.2.1.jar',
  listens: ['tcp *:8080'],
  dualStack: true,
};

export const orderWorker: Program = {
  name: 'order-worker',
  comm: 'python3',
  user: 'shop',
  unit: 'order-worker.service',
  description: 'Order worker',
  args: '/opt/order-worker/venv/bin/python3 -m order_worker --queue orders',
  listens: [],
};

export const postgresql: Program = {
  name: 'postgresql',
  comm: 'postgres',
  user: 'postgres',
  unit: 'postgresql@15-main.service',
  description: 'PostgreSQL Cluster 15-main',
  args: '/usr/lib/postgresql/15/bin/postgres -D /var/lib/postgresql/15/main -c config_file=/etc/postgresql/15/main/postgresql.conf',
  listens: ['tcp 0.0.0.0:5432', 'tcp [::]:5432'],
  backend: (peer, from) =>
    from.endsWith('/postgresql')
      ? `postgres: 15/main: walsender replicator ${peer} streaming 0/3A0C1F8`
      : `postgres: 15/main: shop shop ${peer} idle`,
};

/** The same software, kept up to date from its primary. */
export const postgresqlReplica: Program = { ...postgresql, caller: 'postgres: 15/main: walreceiver streaming 0/3A0C1F8' };

export const pgbackrest: Program = {
  name: 'pgbackrest',
  user: 'postgres',
  unit: 'pgbackrest.service',
  description: 'pgBackRest backup of the shop',
  args: '/usr/bin/pgbackrest --stanza=main --repo1-type=s3 backup',
  listens: [],
};

export const redis: Program = {
  name: 'redis',
  comm: 'redis-server',
  user: 'redis',
  unit: 'redis-server.service',
  description: 'Advanced key-value store',
  args: '/usr/bin/redis-server 0.0.0.0:6379',
  listens: ['tcp 0.0.0.0:6379'],
};

export const rabbitmq: Program = {
  name: 'rabbitmq',
  comm: 'beam.smp',
  user: 'rabbitmq',
  unit: 'rabbitmq-server.service',
  description: 'RabbitMQ broker',
  args: '/usr/lib64/erlang/erts-10.7/bin/beam.smp -W w -P 1048576 -t 5000000 -- -root /usr/lib64/erlang -progname erl -- -home /var/lib/rabbitmq',
  listens: ['tcp *:5672', 'tcp 0.0.0.0:25672', 'tcp *:15692'],
  dualStack: true,
};

export const epmd: Program = {
  name: 'epmd',
  user: 'rabbitmq',
  unit: 'epmd.service',
  description: 'Erlang Port Mapper Daemon',
  args: '/usr/lib64/erlang/erts-10.7/bin/epmd -daemon',
  listens: ['tcp 0.0.0.0:4369'],
};

export const unbound: Program = {
  name: 'unbound',
  user: 'unbound',
  unit: 'unbound',
  args: '/usr/sbin/unbound -d',
  listens: ['udp 0.0.0.0:53', 'tcp 0.0.0.0:53'],
};

/** What OpenSSH is replaced by where space is short. */
export const dropbear: Program = {
  name: 'dropbear',
  user: 'root',
  unit: 'dropbear',
  args: '/usr/sbin/dropbear -s -P /run/dropbear.pid',
  listens: ['tcp 0.0.0.0:22'],
};

export const busyboxInit: Program = { name: 'init', user: 'root', unit: 'init', args: '/sbin/init', listens: [] };

export const prometheus: Program = {
  name: 'prometheus',
  user: 'prometheus',
  unit: 'prometheus.service',
  description: 'Monitoring system and time series database',
  args: '/usr/bin/prometheus --config.file=/etc/prometheus/prometheus.yml --storage.tsdb.retention.time=90d',
  listens: ['tcp *:9090'],
  dualStack: true,
};

export const opensearch: Program = {
  name: 'opensearch',
  comm: 'java',
  user: 'opensearch',
  unit: 'opensearch.service',
  description: 'OpenSearch',
  args: '/usr/share/opensearch/jdk/bin/java -Xms4g -Xmx4g -cp /usr/share/opensearch/lib/* org.opensearch.bootstrap.OpenSearch --quiet',
  listens: ['tcp *:9200', 'tcp *:9300'],
  dualStack: true,
};

export const dockerd: Program = {
  name: 'dockerd',
  user: 'root',
  unit: 'docker.service',
  description: 'Docker Application Container Engine',
  args: '/usr/sbin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock',
  listens: [],
};

/** What listens on the host for a published port; the kernel sends what comes from outside past it. */
export const dockerProxy: Program = {
  name: 'docker-proxy',
  user: 'root',
  unit: 'docker.service',
  args: '/usr/sbin/docker-proxy -proto tcp -host-ip 0.0.0.0 -host-port 8090 -container-ip 172.17.0.2 -container-port 8080',
  listens: ['tcp 0.0.0.0:8090'],
};

export const reports: Program = {
  name: 'reports',
  comm: 'node',
  user: 'root',
  unit: 'reports',
  args: 'node /srv/reports/server.js',
  listens: ['tcp 0.0.0.0:8080'],
  container: {
    name: 'reports',
    image: 'registry.shop.example/reports:2.3.0',
    address: '172.17.0.2',
    published: [{ hostPort: 8090, port: 8080 }],
  },
};

export const reportsCache: Program = {
  name: 'reports-cache',
  comm: 'redis-server',
  user: 'root',
  unit: 'reports-cache',
  args: 'redis-server *:6379',
  listens: ['tcp 0.0.0.0:6379'],
  container: { name: 'reports-cache', image: 'redis:7.2', address: '172.17.0.3', published: [] },
};
