import { fromDateTime } from './values.ts';

const isoStamp = /(?:^|[\s>])(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)(?=[\s:])/;
/** RFC 3164 has no year, so its time is not used; behind it stands the host. */
const bsdStamp = /^(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d(?:\.\d{1,9})? ([\w.:-]{1,128}) /;
const isoHost = /^(?:<\d{1,3}>)?(?:1 )?\d{4}-\d\d-\d\dT\S{8,24} ([\w.:-]{1,128}) /;
const headLength = 200;

/** What the head of a syslog line tells: when (RFC 5424 and ISO stamps), and which host wrote it. */
export function readSyslogHead(line: string): { readonly at?: string; readonly host?: string } {
  const head = line.slice(0, headLength);
  const at = fromDateTime(isoStamp.exec(head)?.[1]);
  const host = (bsdStamp.exec(head) ?? isoHost.exec(head))?.[1]?.replace(/:$/, '');
  return { ...(at === undefined ? {} : { at }), ...(host === undefined ? {} : { host }) };
}
