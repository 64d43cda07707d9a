import { awsVpcFlow } from '../flows/aws-vpc.ts';
import { flowText } from '../flows/flow-text.ts';

export const awsVpcFlowText = flowText(awsVpcFlow);
