import type { Collector } from '../../model/collector.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';

/** UUID and serial number of the firmware (SMBIOS, by WMI) and the MachineGuid of the installation. */
export const windowsIdentity: Collector = {
  id: 'windows.identity',
  group: 'identity',
  platforms: ['windows'],
  rank: 1,
  request: {
    command:
      "$q = @(Get-Command Get-CimInstance, Get-WmiObject -ErrorAction SilentlyContinue)[0]; & $q Win32_ComputerSystemProduct | Select-Object UUID, IdentifyingNumber | ConvertTo-Csv -NoTypeInformation; '#TYPE bios'; & $q Win32_BIOS | Select-Object SerialNumber, SMBIOSBIOSVersion | ConvertTo-Csv -NoTypeInformation; '#TYPE guid'; Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Cryptography' -Name MachineGuid | Select-Object MachineGuid, PSChildName | ConvertTo-Csv -NoTypeInformation",
    root: 'never',
    seconds: 20,
    bytes: 1 * 1024 * 1024,
  },
  parse: parsePowerShell,
};
