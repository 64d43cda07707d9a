import { flowText } from '../flows/flow-text.ts';
import { gcpFlowJson } from '../flows/gcp.ts';

export const gcpFlowJsonText = flowText(gcpFlowJson);
