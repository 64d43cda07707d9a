import type { Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { isSnmprecRow, readSnmprec, type WalkText } from '../../text/snmp/snmprec.ts';
import { VarbindTable } from '../../text/snmp/varbind-table.ts';
import { readWalk } from '../../text/snmp/walk.ts';
import { isWalkRow } from '../../text/snmp/walk-row.ts';
import { deviceView } from './device-view.ts';
import { mibReaders } from './registry.ts';

/** Lines at the beginning of a text that decide what it is. */
const looked = 20;

/** What could not be read of a walk, as facts. */
export function skippedFacts({ skipped }: WalkText): readonly Fact[] {
  const list = factList();
  for (const { line, text, reason } of skipped) list.skip(line, text, reason);
  return list.facts;
}

/** All a device told in one walk without contexts, and the lines that could not be read. */
function walkFacts(walk: WalkText): readonly Fact[] {
  const device = deviceView(new VarbindTable(walk.varbinds));
  return [...mibReaders.flatMap((read) => read(device)), ...skippedFacts(walk)];
}

/** Facts of the text of snmpwalk, in any of its styles. */
export const parseSnmpwalk = (text: string): readonly Fact[] => walkFacts(readWalk(text));

/** Facts of snmprec text, `oid|tag|value`. */
export const parseSnmprec = (text: string): readonly Fact[] => walkFacts(readSnmprec(text));

/** Share of the first lines that are rows of a walk; a value over several lines has rows around it. */
function recognise(head: string, isRow: (line: string) => boolean): number {
  let [rows, lines] = [0, 0];
  for (const { text } of readLines(head)) {
    if (lines === looked) break;
    if (text.trim() === '' || text.startsWith('#')) continue;
    lines += 1;
    if (isRow(text)) rows += 1;
  }
  return rows >= 1 && rows * 3 >= lines ? 85 : 0;
}

/** How sure the beginning of a text is a walk. */
export const recogniseSnmpwalk = (head: string): number => recognise(head, isWalkRow);

/** How sure the beginning of a text is snmprec. */
export const recogniseSnmprec = (head: string): number => recognise(head, isSnmprecRow);
