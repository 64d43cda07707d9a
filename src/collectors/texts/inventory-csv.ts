import type { TextFormat } from '../../model/text-format.ts';
import { parseInventoryCsv, redactInventoryCsv } from '../formats/inventory/csv.ts';
import { looksLikeInventory, tellsBoards } from '../formats/inventory/csv-columns.ts';

export const inventoryCsvText: TextFormat = {
  id: 'inventory-csv',
  family: 'inventory-csv',
  title: 'table of machines, CSV',
  example: 'name,address,mac,os,tags',
  group: 'inventory',
  about: 'others',
  recognise: (head) => (tellsBoards(head) ? 91 : looksLikeInventory(head) ? 55 : 0),
  parse: (text) => parseInventoryCsv(text),
  redact: redactInventoryCsv,
};
