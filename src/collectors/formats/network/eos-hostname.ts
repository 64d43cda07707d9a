import type { Fact } from '../../../model/fact.ts';

/** `show hostname` of Arista EOS (EOS User Manual): the name of the device, which its version does not tell. */
export function parseEosHostname(text: string): readonly Fact[] {
  const head = text.slice(0, 4_096);
  const name = /^Hostname:[ \t]{1,12}(\S{1,255})/m.exec(head)?.[1];
  if (name !== undefined) return [{ fact: 'system', line: 1, name }];
  const first = (head.split(/\r?\n/, 1)[0] ?? '').slice(0, 200);
  return head.trim() === '' ? [] : [{ fact: 'skipped', line: 1, text: first, reason: 'no name of a device' }];
}
