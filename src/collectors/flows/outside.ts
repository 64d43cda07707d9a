/** Addresses of no network of one's own: RFC 1918, 6598, 2544, 3927, 4193, 4291; IANA special-purpose address registries. */
const insideIpv4 =
  /^(?:0|10|127|22[4-9]|2[34]\d|25[0-5]|169\.254|192\.168|198\.1[89]|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const insideIpv6 = /^(?:f[c-f]|::)/;

/** True for an address, canonical, that the whole internet can have sent from; a site may own such addresses too. */
export const isOutside = (address: string): boolean =>
  address.includes(':') ? !insideIpv6.test(address) : address !== '' && !insideIpv4.test(address);
