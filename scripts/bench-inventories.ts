import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure, FigureRow } from './bench-figure.ts';
import { measureProcess } from './bench-process.ts';

const size = 100 * 2 ** 20;
const program = join(import.meta.dirname, '../bin/map.js');

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');
const octets = (number: number): string => `${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;

/** An instance as `aws ec2 describe-instances` prints it, less what nobody reads twice. */
function instance(number: number): unknown {
  const [own, dns] = [`10.${octets(number)}`, `ip-10-${octets(number).replaceAll('.', '-')}.eu-west-1.compute.internal`];
  const subnet = `subnet-${hex(number >> 8, 17)}`;
  const card = {
    ...{ Attachment: { AttachTime: '2024-03-11T09:14:00+00:00', AttachmentId: `eni-attach-${hex(number, 17)}`, DeviceIndex: 0 } },
    ...{ Description: '', Groups: [{ GroupName: 'default', GroupId: 'sg-0123456789abcdef0' }], Status: 'in-use' },
    ...{ Ipv6Addresses: [{ Ipv6Address: `2001:db8:${hex(number >> 16, 1)}:${hex(number & 0xffff, 1)}::1` }] },
    ...{ MacAddress: `0a:00:${hex(number, 8).replace(/..(?!$)/g, '$&:')}`, NetworkInterfaceId: `eni-${hex(number, 17)}` },
    ...{ OwnerId: '123456789012', PrivateDnsName: dns, PrivateIpAddress: own, SubnetId: subnet, VpcId: 'vpc-0123456789abcdef0' },
    PrivateIpAddresses: [{ Primary: true, PrivateDnsName: dns, PrivateIpAddress: own }],
  };
  const disk = { AttachTime: '2024-03-11T09:14:01+00:00', DeleteOnTermination: true, VolumeId: `vol-${hex(number, 17)}` };
  return {
    ...{
      Architecture: 'x86_64',
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: disk }],
      ImageId: 'ami-0123456789abcdef0',
    },
    ...{ NetworkInterfaces: [card], InstanceId: `i-${hex(number, 17)}`, InstanceType: 't3.micro', PlatformDetails: 'Linux/UNIX' },
    ...{ Placement: { GroupName: '', Tenancy: 'default', AvailabilityZone: 'eu-west-1b' }, State: { Code: 16, Name: 'running' } },
    ...{ PrivateDnsName: dns, PrivateIpAddress: own, PublicDnsName: '', SubnetId: subnet, VpcId: 'vpc-0123456789abcdef0' },
    CpuOptions: { CoreCount: 2, ThreadsPerCore: 1 },
    MetadataOptions: { State: 'applied', HttpTokens: 'required', HttpPutResponseHopLimit: 2, HttpEndpoint: 'enabled' },
    Tags: Object.entries({ Name: `web${number}`, app: `shop${number % 97}` }).map(([Key, Value]) => ({ Key, Value })),
  };
}

/** A pod as `kubectl get pods -A -o json` prints it; twenty of one workload, a hundred on a node. */
function pod(number: number): unknown {
  const [app, address] = [`app${Math.floor(number / 20)}`, `10.${octets(number + (128 << 16))}`];
  const set = `${app}-7c9f8b6d5`;
  const container = {
    ...{ name: 'main', image: `registry.example.test/${app}:1.2.3`, ports: [{ containerPort: 8080, protocol: 'TCP' }] },
    env: [{ name: 'MODE', value: 'prod' }, ...['HOST', 'PORT', 'TOKEN'].map((name) => ({ name, value: `${name}-${number}` }))],
    livenessProbe: { failureThreshold: 3, httpGet: { path: '/healthz', port: 8080, scheme: 'HTTP' }, periodSeconds: 10 },
    resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '100m', memory: '128Mi' } },
    volumeMounts: [{ mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: 'kube-api-access', readOnly: true }],
  };
  const conditions = ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({ type, status: 'True' }));
  return {
    ...{ apiVersion: 'v1', kind: 'Pod' },
    metadata: {
      ...{ name: `${set}-${hex(number, 5)}`, namespace: `team${number % 50}`, labels: { app, 'pod-template-hash': '7c9f8b6d5' } },
      ...{ ownerReferences: [{ apiVersion: 'apps/v1', controller: true, kind: 'ReplicaSet', name: set }], uid: hex(number, 32) },
    },
    spec: { containers: [container], nodeName: `node${Math.floor(number / 100)}`, restartPolicy: 'Always' },
    status: { conditions, phase: 'Running', podIP: address, podIPs: [{ ip: address }], qosClass: 'Burstable' },
  };
}

const kinds = [
  ['aws ec2 describe-instances', '{"Reservations":[{"Instances":[\n', instance],
  ['kubectl get pods -A -o json', '{"apiVersion":"v1","kind":"List","items":[\n', pod],
] as const;

/** Writes objects, indented as the tools do, up to the size; how many there are. */
function write(file: string, start: string, make: (number: number) => unknown): number {
  const out = openSync(file, 'w');
  let written = writeSync(out, start);
  let count = 0;
  for (; written < size; count += 1) {
    written += writeSync(out, `${count === 0 ? '' : ',\n'}${JSON.stringify(make(count), undefined, 4)}`);
  }
  writeSync(out, start.includes('Reservations') ? ']}]}\n' : ']}\n');
  closeSync(out);
  return count;
}

async function measure(directory: string, [name, start, make]: (typeof kinds)[number]): Promise<FigureRow> {
  const file = join(directory, 'inventory.json');
  const objects = write(file, start, make);
  const env = { PATH: process.env['PATH'], HOME: directory, LC_ALL: 'C', NO_COLOR: '1' };
  const database = join(directory, `${objects}.db`);
  const ran = await measureProcess([process.execPath, program, 'import', file, '--db', database], {
    ...{ env, cwd: directory, memory: true },
  });
  if (ran.code !== 0) throw new Error(`map import ended with ${ran.code}: ${ran.stderr.slice(-2000)}`);
  return { name, values: [objects, ran.seconds, ran.cpuSeconds, ran.peakBytes / 1e6] };
}

/** Inventories of 100 MiB to a stored snapshot. */
export async function measureInventories(): Promise<Figure> {
  const directory = mkdtempSync(join(tmpdir(), 'map-bench-'));
  try {
    const rows: FigureRow[] = [];
    for (const kind of kinds) rows.push(await measure(directory, kind));
    return {
      title: 'Inventories of 100 MiB imported, one round',
      columns: ['objects', 'seconds', 'seconds of CPU', 'memory, MB'],
      rows,
      notes: ['from the file to the stored snapshot'],
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
