import type { Fact } from '../../model/fact.ts';
import { parseRouteTable } from './route-table.ts';

/**
 * Output of `netstat -rn` of BSD and macOS (netstat(1)): a table a family. The gateway may be a link
 * (`link#4`, a MAC) instead of an address; flag R rejects, B drops, L is a neighbor, not a route.
 */
export const parseNetstatRoutesBsd = (text: string): readonly Fact[] => parseRouteTable(text);
