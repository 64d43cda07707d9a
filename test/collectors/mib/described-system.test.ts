import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describedSystem } from '../../../src/collectors/mib/described-system.ts';

describe('sysDescr of network devices', () => {
  it.each([
    [
      'HP J9773A 2530-24G-PoEP Switch, revision YA.16.02.0012, ROM YA.15.20 (/ws/swbuildm/rel)',
      'ArubaOS-Switch',
      'YA.16.02.0012',
    ],
    [
      'HP J9146A E2910al-24G-PoE Switch, revision W.15.08.0012, ROM W.14.06 (Formerly ProCurve)',
      'ArubaOS-Switch',
      'W.15.08.0012',
    ],
    ['ProCurve J4900B Switch 2626, revision H.10.35, ROM H.08.02 (/sw/code/build/fish(mkfs))', 'ArubaOS-Switch', 'H.10.35'],
    ['Aruba JL253A 2930F-24G-4SFP+ Switch, revision WC.16.04.0008, ROM WC.16.01.0005', 'ArubaOS-Switch', 'WC.16.04.0008'],
    ['HP Stack, revision KA.00.00.0000', 'ArubaOS-Switch', 'KA.00.00.0000'],
    ['Aruba JL375A XL.10.02.0010', 'AOS-CX', 'XL.10.02.0010'],
    ['Aruba R8N85A 6000 48G CL4 4SFP Swch PL.10.09.1010', 'AOS-CX', 'PL.10.09.1010'],
    [
      'HPE Comware Platform Software, Software Version 7.1.070, Release 2432P01\r\nHPE 5130-24G-4SFP+ EI\r\nCopyright (c) 2010-2017',
      'Comware',
      '7.1.070 Release 2432P01',
    ],
    [
      'H3C Comware Platform Software, Software Version 5.20.99 Release 2220P02\r\nH3C S5500',
      'Comware',
      '5.20.99 Release 2220P02',
    ],
    ['HPE Comware Software, Version 7.1.045', 'Comware', '7.1.045'],
    [
      'Dell Networking OS Operating System Version: 2.0 Application Software Version: 9.9(0.0P9) Series: S4048',
      'Dell Networking OS',
      '9.9(0.0P9)',
    ],
  ])('%s', (description, osName, osVersion) => {
    expect(describedSystem(description)).toEqual({ osName, osVersion });
  });

  it.each(['HP LaserJet 400 M401dn', 'HP ETHERNET MULTI-ENVIRONMENT,SN:CNB1,FN:B1,SVCID:0', 'Aruba AP-305', 'Switch', ''])(
    'says nothing of %j',
    (description) => expect(describedSystem(description)).toEqual({}),
  );

  it('takes little time on any text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('HP J9A ', 'Aruba JL1A ', 'HPE Comware Version 7', 'Dell Networking OS '),
        fc.nat(2_000),
        (head, count) => {
          const started = performance.now();
          describedSystem(`${head}${'Comware Version 7.1, '.repeat(count)}`);
          expect(performance.now() - started).toBeLessThan(200);
        },
      ),
      { numRuns: 30 },
    );
  });
});
