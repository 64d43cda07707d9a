import { azureFlow } from '../flows/azure.ts';
import { flowText } from '../flows/flow-text.ts';

export const azureFlowText = flowText(azureFlow);
