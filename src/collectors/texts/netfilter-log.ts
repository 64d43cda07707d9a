import { flowText } from '../flows/flow-text.ts';
import { netfilterLog } from '../flows/netfilter-log.ts';

export const netfilterLogText = flowText(netfilterLog);
