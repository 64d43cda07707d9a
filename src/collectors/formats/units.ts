import type { Fact, UnitFact } from '../../model/fact.ts';
import { type Assignment, readBlocks } from '../../text/key-value.ts';
import { readInteger } from '../../text/scan.ts';

function unitFact(block: readonly Assignment[]): UnitFact | undefined {
  const valueFor = (key: string): string | undefined => block.find((one) => one.key === key)?.value || undefined;
  const name = valueFor('Id');
  const [first] = block;
  if (name === undefined || first === undefined) return undefined;
  const active = valueFor('ActiveState');
  const description = valueFor('Description');
  const mainPid = readInteger(valueFor('MainPID'));
  return {
    fact: 'unit',
    line: first.number,
    name,
    ...(active === undefined ? {} : { active }),
    ...(description === undefined ? {} : { description }),
    // 0 says that there is none (org.freedesktop.systemd1(5)).
    ...(mainPid === undefined || mainPid === 0 ? {} : { mainPid }),
  };
}

/** Output of `systemctl show '*.service' -p Id,MainPID,Description,ActiveState` (systemctl(1)): a block a unit. */
export function parseUnits(text: string): readonly Fact[] {
  return [...readBlocks(text)].flatMap((block) => unitFact(block) ?? []);
}
