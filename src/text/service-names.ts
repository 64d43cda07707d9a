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
syslog 514|shell 514|cmd 514|who 513|whod 513|mail 25|kerberos5 88|krb5 88|kerberos-sec 88|pop-3 110|authentication 113
iso-tsap 102|acr-nema 104|asf-rmcp 623|router 520|routed 520|nqs 607|openvpn 1194|iscsi-target 3260|isns 3205|icp 3130|nut 3493
distcc 3632|subversion 3690|spamd 783|bbs 7000|afs3-callback 7001|afs3-prserver 7002|afs3-vlserver 7003|afs3-bos 7007
x11-0 6000|x11-2 6002|x11-3 6003|radacct 1813|old-radius 1645|jabber-client 5222|jabber-server 5269|zebra 2601|bgpd 2605
ospfd 2604|mysql-proxy 6446|mysqlx 33060|saned 6566|sane-port 6566|ircd 6667|babel 6696|xfs 7100|gpsd 2947|rootd 1094
lotusnotes 1352|groupwise 1677|cisco-sccp 2000|dict 2628|daap 3689|f5-iquery 4353|ntske 4460|hylafax 4559|tproxy 8081
xinetd 9098|zope 9673|kamanda 10081|amandaidx 10082|amidxtape 10083|csync2 30865|eforward 2181|XmlIpcRegSvc 9092
sun-sr-https 6443|cslistener 9000|irdmi 8000|vcom-tunnel 8001|us-cli 8082|commplex-main 5000|commplex-link 5001|websm 9090
pcsync-https 8443|pcsync-http 8444|ddi-tcp-1 8888|hp-pdl-datastr 9100|jetdirect 9100|llmnr 5355|wsdapi 5357|ssdp 1900
ws-discovery 3702|hbci 3000|personal-agent 5555|arcp 7070|radan-http 8088|opsmessaging 8090|intermapper 8181
tungsten-https 9443|rfb 5900|couchdb 5984|icslap 2869|sunproxyadmin 8081
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
