import type { Collector } from '../../model/collector.ts';
import { parseResolverWindows } from '../formats/resolver-windows.ts';

/** Name servers of each interface and search suffixes (Get-DnsClientServerAddress; Windows 8 and Server 2012 on). */
export const windowsResolver: Collector = {
  id: 'windows.resolver',
  group: 'resolver',
  platforms: ['windows'],
  rank: 1,
  request: {
    command:
      "Get-DnsClientServerAddress | Where-Object { $_.ServerAddresses } | Select-Object InterfaceAlias, @{n='Servers';e={$_.ServerAddresses -join ' '}} | ConvertTo-Csv -NoTypeInformation; '#TYPE list'; Get-DnsClientGlobalSetting | Select-Object UseSuffixSearchList, @{n='Suffixes';e={$_.SuffixSearchList -join ' '}} | ConvertTo-Csv -NoTypeInformation; '#TYPE connection'; Get-DnsClient | Where-Object { $_.ConnectionSpecificSuffix } | Select-Object InterfaceAlias, @{n='Suffixes';e={$_.ConnectionSpecificSuffix}} | ConvertTo-Csv -NoTypeInformation",
    root: 'never',
    seconds: 20,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseResolverWindows,
};
