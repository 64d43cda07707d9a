import type { Snapshot } from '../../src/model/snapshot.ts';
import { before, now } from './sample-snapshot.ts';

/** A type without optional fields, all the way down: a value of it that lacks a field does not compile. */
type Complete<T> = T extends readonly (infer Item)[]
  ? readonly [Complete<Item>, ...Complete<Item>[]]
  : T extends object
    ? { readonly [Key in keyof T]-?: Complete<T[Key]> }
    : T;

/**
 * Every field a snapshot can have, with a value. A field that is new in the model has to be added here,
 * and then the tests ask for it in the schema, in the order of keys and in the reader of files.
 */
export const completeSnapshot: Complete<Snapshot> = {
  format: 'map.snapshot',
  version: 1,
  snapshot: {
    ...{ id: '7', label: 'complete', takenAt: now, toolVersion: '0.1.0', scope: ['10.0.0.0/24'] },
    interrupted: true,
  },
  hosts: [
    {
      id: 'host-db1',
      name: 'db1',
      names: ['db1', 'db1.example.test'],
      addresses: ['10.0.0.31'],
      formerAddresses: ['10.0.0.30'],
      macs: ['52:54:00:00:00:1f'],
      kind: 'server',
      os: { name: 'Debian GNU/Linux', version: '12' },
      device: { vendor: 'Example', model: 'X1', serial: 'S1', version: '1.2', roles: ['bridge'] },
      tags: { site: 'north' },
      targets: ['10.0.0.31'],
      formerTargets: ['10.0.0.30'],
      identity: ['machine-id:0123'],
      listed: ['netbox:42@inventory:devices'],
      evidence: { status: 'collected', at: now, stale: false },
    },
  ],
  services: [
    {
      id: 'service-db1-postgresql',
      host: 'host-db1',
      name: 'postgresql',
      software: 'postgresql',
      version: '15',
      kind: 'both',
      endpoints: [{ protocol: 'tcp', address: '*', port: 5432 }],
      processes: [{ pid: 812, name: 'postgres', user: 'postgres' }],
      unit: 'postgresql.service',
      container: 'pg',
      namedBy: 'unit',
      shared: { reason: 'everybody uses it' },
    },
  ],
  dependencies: [
    {
      id: 'dependency-1',
      from: { host: 'host-db1', service: 'service-db1-postgresql' },
      to: { host: 'host-db1', service: 'service-db1-postgresql' },
      protocol: 'tcp',
      port: 5432,
      state: 'active',
      seenFrom: 'both',
      directionRule: 'own-listener',
      confidence: 0.99,
      connections: 4,
      samples: { seen: 1, total: 1 },
      firstSeen: before,
      lastSeen: now,
      via: ['host-db1'],
      bytes: 48,
      rttMs: 0.41,
      silent: true,
    },
  ],
  links: [
    {
      id: 'link-1',
      layer: 2,
      protocols: ['lldp'],
      a: { host: 'host-db1', port: 'eth0', ifIndex: 2 },
      b: { host: 'host-db1', port: 'eth1', ifIndex: 3 },
      seenFrom: 'both',
      confidence: 1,
      shared: true,
      mismatched: true,
      aggregate: { a: 'bond0', b: 'bond1' },
      members: [{ a: 'eth0', b: 'eth1' }],
      stale: true,
    },
  ],
  applications: [{ id: 'application-1', name: 'shop', services: ['service-db1-postgresql'], namedBy: 'configuration' }],
  networks: [{ id: 'net-1', cidr: '10.0.0.0/24', vlan: 20, vlanName: 'servers', gateways: ['host-db1'], hosts: 1 }],
  coverage: {
    ...{
      targets: 1,
      collected: 1,
      unanswered: 0,
      edges: 1,
      edgesConfigured: 1,
      edgesWithBothProcesses: 1,
      edgesWithoutClientProcess: 0,
    },
    ...{ edgesWithoutServerProcess: 0, peersNotScanned: 0, listedNotScanned: 1, skippedLines: 0 },
    datagrams: { received: 20, lost: 3, dropped: 2, unreadable: 4, withoutTemplate: 1, refused: 5 },
    ...{ flowRecords: 9, flowRecordsRejected: 1, flowSampling: 1000 },
    failed: [{ target: '10.0.0.9', status: 'hung', message: '10.0.0.9: silent' }],
    overSnmpOnly: [{ target: '10.0.0.2', status: 'refused', message: '10.0.0.2: refused' }],
    snmpFailed: [{ target: '10.0.0.3', status: 'snmp-looped', message: '10.0.0.3: it came back' }],
    snmpUnanswered: 2,
    cutOff: [{ target: '10.0.0.4', message: '10.0.0.4: snmp.routes was cut off' }],
    refusedCommands: [
      { target: '10.0.0.5', command: 'show lldp neighbors detail', why: 'refused', message: '% Authorization failed.' },
    ],
  },
};
