import { flowText } from '../flows/flow-text.ts';
import { nfdumpJson } from '../flows/nfdump.ts';

export const nfdumpJsonText = flowText(nfdumpJson);
