import type { TextFormat } from '../../model/text-format.ts';
import { parseAws } from '../formats/inventory/aws.ts';
import { redactInventory } from '../formats/inventory/redact.ts';

const arrays =
  /"(?:Reservations|NetworkInterfaces|LoadBalancers|LoadBalancerDescriptions|TargetGroups|TargetHealthDescriptions|Listeners|DBInstances|DBClusters|CacheClusters)"\s{0,20}:\s{0,20}\[/;
/** Keys that begin with a capital letter, as all of AWS's do. */
const keys =
  /"(?:InstanceId|NetworkInterfaceId|LoadBalancerArn|LoadBalancerName|TargetGroupArn|TargetHealth|DBInstanceIdentifier|DBClusterIdentifier|CacheClusterId|DNSName)"/;
const empty = /^\s{0,40}\{\s{0,40}"\w{1,40}"\s{0,20}:\s{0,20}\[\s{0,40}\]\s{0,40}\}/;

export const awsText: TextFormat = {
  id: 'aws',
  family: 'aws',
  title: 'machines, balancers and databases of AWS, JSON',
  example: 'aws ec2 describe-instances --output json',
  group: 'inventory',
  about: 'others',
  recognise: (head) => (arrays.test(head) && (keys.test(head) || empty.test(head)) ? 90 : 0),
  parse: parseAws,
  redact: redactInventory,
};
