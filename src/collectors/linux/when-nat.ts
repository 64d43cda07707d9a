/**
 * Conditions under which NAT can be in use, told by files everybody may look for: without a tracker of connections there is
 * none. They also keep a mere look from changing the host: `iptables-save -t nat` of the legacy kind makes the kernel load the
 * table it asks for (xt_request_find_table_lock), and `nft` and `conntrack` make it load theirs (nfnetlink).
 * A kernel with everything built in shows no modules, so there the tracker itself tells (`initstate` is a loaded module's).
 */
const count = '/proc/sys/net/netfilter/nf_conntrack_count';
const builtIn = `{ [ -e ${count} ] && [ ! -e /sys/module/nf_conntrack/initstate ]; }`;
const anyLoaded = (modules: readonly string[]): string =>
  [...modules.map((name) => `[ -e /sys/module/${name} ]`), builtIn].join(' || ');

/** Chains of type nat of nftables; two modules before Linux 5.1. */
const nftNat = ['nft_chain_nat', 'nft_chain_nat_ipv4', 'nft_chain_nat_ipv6'];

export const whenIptablesNat = anyLoaded(['iptable_nat', 'nft_chain_nat', 'nft_chain_nat_ipv4']);
export const whenIp6tablesNat = anyLoaded(['ip6table_nat', 'nft_chain_nat', 'nft_chain_nat_ipv6']);
export const whenNftNat = `command -v nft >/dev/null && { ${anyLoaded(nftNat)}; }`;

/** At least one connection is tracked in this network namespace. */
export const whenTracked = `[ -e ${count} ] && { read -r tracked <${count} || [ "$tracked" ]; } && [ "$tracked" != 0 ]`;
