/**
 * Names of well-known ports (IANA service name registry, /etc/services), for outputs made without
 * `-n`. Only names that mean one number whatever the protocol; the others stay a name.
 */
const table = `
tcpmux 1|echo 7|discard 9|systat 11|daytime 13|netstat 15|chargen 19|ftp-data 20|ftp 21|ssh 22|telnet 23|smtp 25
time 37|whois 43|nicname 43|tacacs 49|domain 53|bootps 67|bootpc 68|tftp 69|gopher 70|finger 79|http 80|www 80|kerberos 88
pop2 109|pop3 110|sunrpc 111|portmapper 111|auth 113|ident 113|nntp 119|ntp 123|epmap 135|loc-srv 135
netbios-ns 137|netbios-dgm 138|netbios-ssn 139|imap 143|imap2 143|snmp 161|snmptrap 162|snmp-trap 162|cmip-man 163
mailq 174|xdmcp 177|bgp 179|irc 194|smux 199|at-rtmp 201|z3950 210|ipx 213|imap3 220|ldap 389|svrloc 427|https 443
snpp 444|microsoft-ds 445|kpasswd 464|kpasswd5 464|urd 465|submissions 465|ssmtp 465|smtps 465|saft 487|isakmp 500
exec 512|biff 512|login 513|printer 515|talk 517|ntalk 518|route 520|gdomap 538|uucp 540|klogin 543|kshell 544
dhcpv6-client 546|dhcpv6-server 547|rtsp 554|afpovertcp 548|nntps 563|submission 587|ipp 631|ldaps 636|tinc 655|silc 706
kerberos-adm 749|domain-s 853|rsync 873|ftps-data 989|ftps 990|telnets 992|imaps 993|ircs 994|pop3s 995
socks 1080|proofd 1093|rmiregistry 1099|lotusnote 1352|ms-sql-s 1433|ms-sql-m 1434|ingreslock 1524|datametrics 1645
sa-msg-port 1646|l2f 1701|l2tp 1701|radius 1812|radius-acct 1813|mqtt 1883|nfs 2049|gnunet 2086|cvspserver 2401
venus 2430|mysql 3306|svn 3690|rdp 3389|ms-wbt-server 3389|epmd 4369|iax 4569|sieve 4190|nat-t 4500|ipsec-nat-t 4500
mtn 4691|radmin-port 4899|sip 5060|sip-tls 5061|sips 5061|xmpp-client 5222|xmpp-server 5269|cfengine 5308|mdns 5353
postgresql 5432|postgres 5432|freeciv 5556|amqps 5671|amqp 5672|vnc 5900|wsman 5985|wsmans 5986|x11 6000|x11-1 6001
gnutella-svc 6346|redis 6379|ircs-u 6697|afs3-fileserver 7000|font-service 7100|http-alt 8080|webcache 8080
https-alt 8443|puppet 8140|bacula-dir 9101|bacula-fd 9102|bacula-sd 9103|zabbix-agent 10050|zabbix-trapper 10051
amanda 10080|nbd 10809|hkp 11371|memcache 11211|memcached 11211|mongodb 27017|git 9418|wap-wsp 9200|nrpe 5666
nsca 5667|munin 4949|syslog-tls 6514|clearcase 371|ldp 646|diameter 3868|docker 2375|docker-s 2376|etcd-client 2379
etcd-server 2380|db-lsp 17500|icpv2 3130|squid 3128|ndmp 10000|webmin 10000|vmrdp 2179|teredo 3544
`;

const ports: ReadonlyMap<string, number> = new Map(
  table
    .trim()
    .split(/[|\n]/)
    .map((entry) => entry.split(' '))
    .map(([name = '', port = '']) => [name, Number(port)]),
);

/** Port of a service name; undefined where nobody here knows it. */
export const servicePort = (name: string): number | undefined => ports.get(name);
