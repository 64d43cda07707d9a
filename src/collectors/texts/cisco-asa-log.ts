import { ciscoAsa } from '../flows/cisco-asa.ts';
import { flowText } from '../flows/flow-text.ts';

export const ciscoAsaText = flowText(ciscoAsa);
