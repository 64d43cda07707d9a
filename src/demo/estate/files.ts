/** Configuration files of the shop, as the collectors that ask for them print them. */

type Files = Readonly<Record<string, string>>;

const at = (path: string, lines: readonly (readonly [number: number, text: string])[]): string =>
  lines.map(([number, text]) => `${path}:${number}:${text}\n`).join('');

/** What the load balancer is told to use: one more witness of what is seen. */
export const haproxyFiles: Files = {
  'linux.haproxy': at('/etc/haproxy/haproxy.cfg', [
    [1, 'global'],
    [8, 'defaults'],
    [17, 'frontend shop'],
    [18, '    bind *:80'],
    [19, '    bind :::443 v4v6 ssl crt /etc/haproxy/certs/'],
    [22, '    default_backend web'],
    [24, 'backend web'],
    [26, '    server web1 10.77.0.12:80 check'],
    [27, '    server web2 10.77.0.13:80 check'],
  ]),
};

export const nginxFiles: Files = {
  'linux.nginx': at('/etc/nginx/sites-enabled/shop', [
    [1, 'upstream shop_api {'],
    [2, '    server 10.77.0.21:8080;'],
    [3, '    server 10.77.0.22:8080;'],
    [4, '}'],
    [6, 'server {'],
    [7, '    listen 80 default_server;'],
    [8, '    listen [::]:80 default_server;'],
    [10, '    location / {'],
    [11, '        proxy_pass http://shop_api;'],
    [13, '    }'],
    [14, '}'],
  ]),
};

/** A job that runs once a month, so that no scan ever meets it; the name stands in the hosts file alone. */
export const monthEndFiles: Files = {
  'linux.config-files': [
    '/etc/hosts:127.0.0.1 localhost',
    '/etc/hosts:10.77.0.32 reporting-db',
    '/etc/chrony/chrony.conf:server ntp.shop.example iburst',
    '/etc/cron.d/month-end:0 4 1 * *\tshop\tpsql -h reporting-db -p 5432 -f /opt/shop/month-end.sql shop',
    '',
  ].join('\n'),
};
