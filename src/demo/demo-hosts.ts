import { runMachines } from './estate/run-machine.ts';
import { estate } from './estate/shop.ts';
import { recordHost } from './record-host.ts';
import { identOf } from './render/system.ts';
import type { FleetHost } from './ssh-host.ts';

/** A host whose programs nobody knows has nothing to answer: its fault keeps everybody out. */
const unknown = { uname: 'Linux', uid: 1001, user: 'map', sections: new Map() };

/** The hosts of the shop in one of its two states, ready for `startFleet`. Host keys and machine ids are the same in both. */
export function demoHosts(state: 'before' | 'after'): FleetHost[] {
  const shop = estate(state);
  const machines = new Map(runMachines(shop).map((machine) => [machine.host, machine]));
  return shop.hosts.map((host) => {
    const machine = machines.get(host);
    const { name, number, fault } = host;
    const recorded = machine === undefined ? unknown : recordHost(machine);
    return { name, number, recorded, ident: identOf(host), ...(fault === undefined ? {} : { fault }) };
  });
}
