import type { TextFormat } from '../../model/text-format.ts';
import { parseKubernetes } from '../formats/inventory/kubernetes.ts';
import { redactInventory } from '../formats/inventory/redact.ts';

const list = /"items"\s{0,20}:\s{0,20}\[/;
const version = /"apiVersion"\s{0,20}:\s{0,20}"(?:v1|discovery\.k8s\.io\/\w{1,20}|networking\.k8s\.io\/\w{1,20}|apps\/v1)"/;

export const kubernetesText: TextFormat = {
  id: 'kubernetes',
  family: 'kubernetes',
  title: 'nodes, pods and services of Kubernetes, JSON',
  example: 'kubectl get nodes,pods,services,endpointslices,ingresses -A -o json',
  group: 'inventory',
  about: 'others',
  recognise: (head) => (list.test(head) && version.test(head) ? 92 : 0),
  parse: parseKubernetes,
  redact: redactInventory,
};
