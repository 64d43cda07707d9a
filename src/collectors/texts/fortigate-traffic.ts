import { flowText } from '../flows/flow-text.ts';
import { fortigate } from '../flows/fortigate.ts';

export const fortigateText = flowText(fortigate);
