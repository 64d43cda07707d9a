import type { TextFormat } from '../../model/text-format.ts';
import { parseRouteWindows } from '../formats/route-windows.ts';

/** The rule between the parts, whatever the language. */
const rule = /^={60,90}[ \t\r]{0,10}$/m;
/** Destination, mask, gateway or words, interface, metric. */
const ipv4 =
  /^[ \t]{1,20}\d{1,3}(?:\.\d{1,3}){3}[ \t]{1,20}\d{1,3}(?:\.\d{1,3}){3}[ \t]{1,20}\S.{0,60}[ \t]\d{1,10}[ \t\r]{0,10}$/m;
/** Index, metric, prefix. */
const ipv6 = /^[ \t]{1,6}\d{1,6}[ \t]{1,10}\d{1,10}[ \t]{1,4}[\da-f:]{2,45}\/\d{1,3}(?:\s|$)/m;

export const routeWindowsText: TextFormat = {
  id: 'route-windows',
  family: 'route',
  title: 'routes by route print of Windows, in any language',
  example: 'route print',
  group: 'routes',
  recognise: (head) => (ipv4.test(head) || ipv6.test(head) ? (rule.test(head) ? 90 : 50) : 0),
  parse: parseRouteWindows,
};
