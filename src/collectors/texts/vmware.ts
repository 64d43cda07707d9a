import type { TextFormat } from '../../model/text-format.ts';
import { redactInventory } from '../formats/inventory/redact.ts';
import { parseVmware } from '../formats/inventory/vmware.ts';
import { cutCustomValues } from '../formats/inventory/vmware-values.ts';

const govc = /"(?:[vV]irtualMachines|[hH]ostSystems)"\s{0,20}:\s{0,20}\[/;
const collected = /"(?:propSet|PropSet)"\s{0,20}:\s{0,20}\[/;
const listed = /"[eE]lements"\s{0,20}:\s{0,20}\[[\s\S]{0,20000}"(?:[tT]ype)"\s{0,20}:\s{0,20}"(?:VirtualMachine|HostSystem)"/;
const powerCli = /"PowerState"\s{0,20}:[\s\S]{0,20000}"VMHost"\s{0,20}:|"VMHost"\s{0,20}:[\s\S]{0,20000}"PowerState"\s{0,20}:/;

export const vmwareText: TextFormat = {
  id: 'vmware',
  family: 'vmware',
  title: 'machines of vCenter, JSON of govc or PowerCLI',
  example: 'govc vm.info -json "*"',
  group: 'inventory',
  about: 'others',
  recognise: (head) => ([govc, collected, listed, powerCli].some((form) => form.test(head)) ? 92 : 0),
  parse: parseVmware,
  redact: (text) => cutCustomValues(redactInventory(text)),
};
