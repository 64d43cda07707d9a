import { flowText } from '../flows/flow-text.ts';
import { gcpFlowCsv } from '../flows/gcp.ts';

export const gcpFlowCsvText = flowText(gcpFlowCsv);
