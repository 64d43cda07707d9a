import type { TextFormat } from '../../model/text-format.ts';
import { redactInventoryCsv } from '../formats/inventory/csv.ts';
import { parseRvtools } from '../formats/inventory/vmware.ts';

const header = /^\ufeff?"?VM"?[,;\t]"?Powerstate"?[,;\t]/;
/** `Get-VM | Export-Csv`: the properties of the object, in whatever order. */
const getVm = /^(?:#TYPE VMware[^\n]{0,200}\n)?(?=[^\n]{0,2000}"PowerState")(?=[^\n]{0,2000}"VMHost")"/;

export const rvtoolsText: TextFormat = {
  id: 'rvtools',
  family: 'rvtools',
  title: 'tabs vInfo and vNetwork of RVTools, Get-VM of PowerCLI, CSV',
  example: 'RVTools -c ExportvInfo2csv',
  group: 'inventory',
  about: 'others',
  recognise: (head) => (header.test(head) || getVm.test(head.replace(/^\ufeff/, '')) ? 92 : 0),
  parse: parseRvtools,
  redact: redactInventoryCsv,
};
