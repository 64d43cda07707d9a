import type { NetworkDevice } from '../device.ts';
import { integer, type Lines, objectId, text, ticks } from './lines.ts';

const system = '1.3.6.1.2.1.1';
const chassis = '1.3.6.1.2.1.47.1.1.1.1';

interface Product {
  readonly description: string;
  /** sysObjectID */
  readonly objectId: string;
  readonly model: string;
  readonly maker: string;
}

const products: Readonly<Record<NetworkDevice['vendor'], Readonly<Record<NetworkDevice['kind'], Product>>>> = {
  cisco: {
    switch: {
      description: 'Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M), Version 15.2(7)E7, RELEASE SOFTWARE (fc2)',
      objectId: '1.3.6.1.4.1.9.1.1208',
      model: 'WS-C2960X-48TS-L',
      maker: 'Cisco',
    },
    router: {
      description:
        'Cisco IOS Software, ISR Software (X86_64_LINUX_IOSD-UNIVERSALK9-M), Version 15.5(3)S4b, RELEASE SOFTWARE (fc1)',
      objectId: '1.3.6.1.4.1.9.1.1707',
      model: 'ISR4331/K9',
      maker: 'Cisco',
    },
  },
  hpe: {
    switch: {
      description: 'HP J9728A 2920-48G Switch, revision WB.16.10.0012, ROM WB.16.03',
      objectId: '1.3.6.1.4.1.11.2.3.7.11.152',
      model: 'J9728A',
      maker: 'HP',
    },
    router: {
      description: 'HP J9851A Switch 5406Rzl2, revision KB.16.10.0012, ROM KB.16.01',
      objectId: '1.3.6.1.4.1.11.2.3.7.11.162',
      model: 'J9851A',
      maker: 'HP',
    },
  },
};

/** Layers a device works at (sysServices, RFC 3418): a switch at the second, a router at the third, both for the application. */
const services = { switch: 2 + 64, router: 4 + 64 } as const;

export const describe = ({ vendor, kind }: Pick<NetworkDevice, 'vendor' | 'kind'>): Product => products[vendor][kind];

/** SNMPv2-MIB system (RFC 3418). */
export function systemObjects(device: NetworkDevice): Lines {
  const product = describe(device);
  return [
    text(`${system}.1.0`, product.description),
    objectId(`${system}.2.0`, product.objectId),
    ticks(`${system}.3.0`, 100 * 86_400 * (20 + (device.number % 300))),
    text(`${system}.5.0`, device.name),
    text(`${system}.6.0`, 'rack 1'),
    integer(`${system}.7.0`, services[device.kind]),
  ];
}

/** The chassis (ENTITY-MIB, RFC 6933: entPhysicalTable). */
export function hardwareObjects(device: NetworkDevice): Lines {
  const product = describe(device);
  return [
    text(`${chassis}.2.1`, `${product.maker} ${product.model}`),
    integer(`${chassis}.4.1`, 0),
    integer(`${chassis}.5.1`, 3),
    text(`${chassis}.7.1`, device.name),
    text(`${chassis}.11.1`, `DEMO${String(device.number).padStart(7, '0')}`),
    text(`${chassis}.12.1`, product.maker),
    text(`${chassis}.13.1`, product.model),
  ];
}
