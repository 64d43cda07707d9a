import { awsVpcFlow } from './aws-vpc.ts';
import { azureFlow } from './azure.ts';
import { ciscoAsa } from './cisco-asa.ts';
import type { FlowFormat } from './flow-format.ts';
import { fortigate } from './fortigate.ts';
import { gcpFlowCsv, gcpFlowJson } from './gcp.ts';
import { netfilterLog } from './netfilter-log.ts';
import { nfdumpCsv, nfdumpJson } from './nfdump.ts';
import { panOs } from './pan-os.ts';

/** Every log of flows there is, by id. */
export const flowFormats: readonly FlowFormat[] = [
  awsVpcFlow,
  azureFlow,
  ciscoAsa,
  fortigate,
  gcpFlowCsv,
  gcpFlowJson,
  netfilterLog,
  nfdumpCsv,
  nfdumpJson,
  panOs,
];
