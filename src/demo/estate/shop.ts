import { legacy1, old1 } from './dark-hosts.ts';
import { type Estate, type EstateHost, type Flow, flow } from './estate.ts';
import { haproxyFiles, monthEndFiles, nginxFiles } from './files.ts';
import { report1, reporting } from './report-host.ts';
import {
  busyboxInit,
  dropbear,
  epmd,
  haproxy,
  nginx,
  nodeExporter,
  opensearch,
  orderWorker,
  pgbackrest,
  postgresql,
  postgresqlReplica,
  prometheus,
  rabbitmq,
  redis,
  shopApi,
  sshd,
  systemd,
  unbound,
  usual,
} from './software.ts';

/**
 * The shop: a small estate, described twice. `before` is how it is found; in `after` somebody has moved the cache,
 * added a search engine and lost a web server. Both halves of every connection are made from the flows below, so the
 * flows are also the list of dependencies a true map shows: no more and no fewer.
 *
 * Addresses: 10.77.0.N and fd77::N for the hosts. Everybody outside has an address that is kept for documentation
 * (RFC 5737, RFC 3849).
 */
export function estate(state: 'before' | 'after'): Estate {
  return state === 'before' ? before : after;
}

const lb1: EstateHost = {
  name: 'lb1',
  role: 'load balancer',
  number: 11,
  flavour: 'debian',
  ipv6: true,
  rights: 'sudo',
  programs: [...usual, haproxy],
  files: haproxyFiles,
};
const web1: EstateHost = {
  name: 'web1',
  role: 'web server',
  number: 12,
  flavour: 'debian',
  ipv6: true,
  rights: 'sudo',
  programs: [...usual, nginx],
  files: nginxFiles,
};
const web2: EstateHost = { ...web1, name: 'web2', number: 13 };

const app1: EstateHost = {
  name: 'app1',
  role: 'shop API',
  number: 21,
  flavour: 'debian',
  ipv6: true,
  rights: 'sudo',
  programs: [...usual, shopApi],
  files: monthEndFiles,
};
const app2: EstateHost = {
  name: 'app2',
  role: 'shop API and order worker',
  number: 22,
  flavour: 'debian',
  rights: 'sudo',
  programs: [...usual, shopApi, orderWorker],
};

const db1: EstateHost = {
  name: 'db1',
  role: 'database, primary',
  number: 31,
  flavour: 'debian',
  ipv6: true,
  rights: 'sudo',
  programs: [...usual, postgresql, pgbackrest],
};
/** The database people give no sudo here: its processes stay unknown, its units do not. */
const db2: EstateHost = {
  name: 'db2',
  role: 'database, replica',
  number: 32,
  flavour: 'debian',
  rights: 'user',
  programs: [...usual, postgresqlReplica],
};

const cache1: EstateHost = {
  name: 'cache1',
  role: 'cache',
  number: 41,
  flavour: 'debian',
  rights: 'sudo',
  programs: [...usual, redis],
};
/** Nobody dares to touch it: an operating system of 2014. */
const mq1: EstateHost = {
  name: 'mq1',
  role: 'message queue',
  number: 51,
  flavour: 'centos',
  rights: 'sudo',
  programs: [systemd, { ...sshd, unit: 'sshd.service', args: '/usr/sbin/sshd -D' }, nodeExporter, rabbitmq, epmd],
};

/** An appliance with busybox and not much else. */
const dns1: EstateHost = {
  name: 'dns1',
  role: 'name server',
  number: 53,
  flavour: 'busybox',
  rights: 'sudo',
  programs: [busyboxInit, dropbear, unbound],
};
const mon1: EstateHost = {
  name: 'mon1',
  role: 'monitoring',
  number: 61,
  flavour: 'debian',
  rights: 'sudo',
  programs: [...usual, prometheus],
};

const cache2: EstateHost = { ...cache1, name: 'cache2', role: 'cache, new', number: 42 };
const search1: EstateHost = {
  name: 'search1',
  role: 'search engine',
  number: 43,
  flavour: 'debian',
  ipv6: true,
  rights: 'sudo',
  programs: [...usual, opensearch],
};

/** Customers, the office, and whom the shop pays. */
const customers = ['198.51.100.23', '198.51.100.140', '203.0.113.9'];
const customerByIpv6 = '2001:db8:77:1::5';
const office = '10.88.3.7';
const paymentApi = '203.0.113.80';
const backupStore = '10.77.9.90';

const requests: readonly Flow[] = [
  ...customers.map((customer) => flow(customer, 'lb1/haproxy', 443, { connections: 2 })),
  flow(customerByIpv6, 'lb1/haproxy', 443, { over: 'ipv6' }),
  flow(office, 'lb1/haproxy', 443),
  flow('lb1/haproxy', 'dns1/unbound', 53, { protocol: 'udp' }),
  flow('lb1/haproxy', 'web1/nginx', 80, { connections: 4, over: 'ipv6' }),
  flow('web1/nginx', 'app1/shop-api', 8080, { connections: 3, over: 'ipv6' }),
  flow('web1/nginx', 'app2/shop-api', 8080, { connections: 3 }),
];

const requestsByWeb2: readonly Flow[] = [
  flow('lb1/haproxy', 'web2/nginx', 80, { connections: 4 }),
  flow('lb1/haproxy', 'web2/nginx', 80, { connections: 5, state: 'closed' }),
  flow('web2/nginx', 'app1/shop-api', 8080, { connections: 2 }),
  flow('web2/nginx', 'app2/shop-api', 8080, { connections: 2 }),
];

const orders: readonly Flow[] = [
  flow('app1/shop-api', 'db1/postgresql', 5432, { connections: 6, over: 'ipv6' }),
  flow('app2/shop-api', 'db1/postgresql', 5432, { connections: 6 }),
  flow('app1/shop-api', 'mq1/rabbitmq', 5672),
  flow('app2/shop-api', 'mq1/rabbitmq', 5672),
  flow('app1/shop-api', paymentApi, 443, { connections: 2 }),
  flow('app2/shop-api', paymentApi, 443, { connections: 3, state: 'closed' }),
  flow('app2/order-worker', 'mq1/rabbitmq', 5672, { connections: 2 }),
  flow('app2/order-worker', 'db1/postgresql', 5432),
  flow('legacy1/batch', 'db1/postgresql', 5432),
];

const operation: readonly Flow[] = [
  flow('db2/postgresql', 'db1/postgresql', 5432),
  ...reporting(office),
  flow('db1/pgbackrest', backupStore, 9000, { connections: 2 }),
  flow(office, 'mon1/prometheus', 9090),
  flow('mon1/prometheus', 'mon1/node_exporter', 9100),
  flow('mon1/prometheus', 'mq1/rabbitmq', 15692),
  flow('mon1/prometheus', 'legacy1/node_exporter', 9100),
  flow('mon1/prometheus', 'old1/node_exporter', 9100, { state: 'unanswered' }),
];

const scraped = (hosts: readonly EstateHost[]): Flow[] =>
  hosts
    .filter((host) => host !== mon1 && host.fault === undefined && host.programs.includes(nodeExporter))
    .map(({ name }) => flow('mon1/prometheus', `${name}/node_exporter`, 9100));

/** Reports are read from the replica, now and then. */
const reports = flow('app2/shop-api', 'db2/postgresql', 5432, { connections: 2 });

const cachedIn = (cache: string): Flow[] => [
  flow('app1/shop-api', `${cache}/redis`, 6379, { connections: 2 }),
  flow('app2/shop-api', `${cache}/redis`, 6379, { connections: 2 }),
];

const hostsBefore = [lb1, web1, web2, app1, app2, db1, db2, cache1, mq1, dns1, mon1, report1, legacy1, old1];

const before: Estate = {
  hosts: hostsBefore,
  flows: [...requests, ...requestsByWeb2, ...orders, reports, ...cachedIn('cache1'), ...operation, ...scraped(hostsBefore)],
};

/** The cache is stopped on cache1 and runs on cache2, searches go to search1, and web2 is down. */
const hostsAfter: readonly EstateHost[] = [
  ...hostsBefore.map((host) => {
    if (host === cache1) return { ...cache1, role: 'cache, emptied', programs: usual };
    return host === web2 ? { ...web2, fault: { kind: 'refused' } as const } : host;
  }),
  cache2,
  search1,
];

/** No report was read this time: a dependency nobody saw, between two hosts that were looked at. */
const after: Estate = {
  hosts: hostsAfter,
  flows: [
    ...requests,
    ...orders,
    ...cachedIn('cache2'),
    flow('app1/shop-api', 'search1/opensearch', 9200, { connections: 2, over: 'ipv6' }),
    flow('app2/shop-api', 'search1/opensearch', 9200, { connections: 2 }),
    ...operation,
    ...scraped(hostsAfter),
  ],
};
