import { type EstateHost, type Flow, flow } from './estate.ts';
import { dockerd, dockerProxy, reports, reportsCache, usual } from './software.ts';

/** What was new enough to be put into containers. */
export const report1: EstateHost = {
  name: 'report1',
  role: 'reports, in containers',
  number: 62,
  flavour: 'debian',
  rights: 'sudo',
  programs: [...usual, dockerd, dockerProxy, reports, reportsCache],
};

/** What the containers do. People call the published port 8090 of the host; what they reach listens on 8080. */
export const reporting = (reader: string): readonly Flow[] => [
  flow(reader, 'report1/reports', 8080),
  flow('report1/reports', 'report1/reports-cache', 6379),
  flow('report1/reports', 'db1/postgresql', 5432, { connections: 2 }),
];
