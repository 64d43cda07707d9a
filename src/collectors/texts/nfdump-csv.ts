import { flowText } from '../flows/flow-text.ts';
import { nfdumpCsv } from '../flows/nfdump.ts';

export const nfdumpCsvText = flowText(nfdumpCsv);
