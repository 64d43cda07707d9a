const units = [
  { name: 'd', seconds: 86_400 },
  { name: 'h', seconds: 3600 },
  { name: 'min', seconds: 60 },
] as const;

/** How long ago a time was: `just now`, `3 min ago`, `5 h ago`, `12 d ago`. Times ahead of `now` (clocks differ) are `just now`. */
export function ago(iso: string, now: Date): string {
  const seconds = (now.getTime() - Date.parse(iso)) / 1000;
  if (Number.isNaN(seconds)) return '';
  // Two hours of minutes and two days of hours are still read at a glance.
  const unit = units.find((candidate) => seconds >= candidate.seconds * (candidate.name === 'min' ? 1 : 2));
  return unit === undefined ? 'just now' : `${Math.floor(seconds / unit.seconds)} ${unit.name} ago`;
}

/** `2026-03-01 02:13Z`: UTC, because logs of several sites are compared with it. */
export const clock = (iso: string): string => iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, '$1 $2Z');

/** Both: `2026-03-01 02:13Z, 3 min ago`. */
export const clockAndAge = (iso: string, now: Date): string => `${clock(iso)}, ${ago(iso, now)}`;
