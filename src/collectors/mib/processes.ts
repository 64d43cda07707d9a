import type { ProcessFact } from '../../model/fact.ts';
import { textOf } from '../../text/snmp/values.ts';
import type { DeviceView } from './device-view.ts';

/** hrSWRunTable of HOST-RESOURCES-MIB (RFC 2790). Its index is the process id where there are any. */
const running = '1.3.6.1.2.1.25.4.2.1';
export const runName = `${running}.2`;
const path = `${running}.4`;
const parameters = `${running}.5`;
const processId = /^\d{1,10}$/;

/** Processes of a host. The name may be cut (net-snmp has the 15 characters of the kernel); the path is not. */
export function readProcesses(device: DeviceView): readonly ProcessFact[] {
  const indexes = new Set([runName, path].flatMap((column) => [...device.column(column).keys()]));
  return [...indexes].flatMap((index): readonly ProcessFact[] => {
    if (!processId.test(index) || index === '0') return [];
    const object = device.column(runName).get(index) ?? device.column(path).get(index);
    const [name, program, rest] = [runName, path, parameters].map((column) => textOf(device.column(column).get(index)));
    // A kernel thread has its name for a path and nothing behind it.
    const args =
      program === undefined || (program === name && rest === undefined) ? undefined : [program, rest ?? ''].join(' ').trim();
    return [
      {
        fact: 'process',
        ...(object?.line === undefined ? {} : { line: object.line }),
        pid: Number(index),
        ...(name === undefined ? {} : { name }),
        ...(args === undefined ? {} : { args }),
      },
    ];
  });
}
