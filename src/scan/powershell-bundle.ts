import type { Collector } from '../model/collector.ts';
import { bundleEnd, bundleStart } from './bundle.ts';
import { powershellBody } from './powershell-script.ts';
import type { ScriptOptions } from './script.ts';

const head = (
  version: string,
): string => `# Offline collector of map ${version} for Windows. Reads what this host can tell about its connections, and writes ONE file.
#
# It runs only the commands listed in the functions Read-MapOnce and Read-MapAgain below, each read-only. It installs
# nothing, changes nothing, opens no connection, and needs nothing but Windows PowerShell. Passwords in process arguments
# are cut out when the file is imported: until then treat the file as confidential.
#
#   powershell -NoProfile -ExecutionPolicy Bypass -File collect.ps1          writes map-HOST-TIME.bundle here
#   powershell -NoProfile -ExecutionPolicy Bypass -File collect.ps1 FILE     writes FILE, which must not exist yet
#
# From an elevated prompt it sees the command lines, users and services of everybody; from any other, less.
# Then, where map is: map import map-HOST-TIME.bundle
param([string]$File)
`;

/** Written in numbers, because a date as text follows the calendar of the country. */
const naming = `
$MapNow = (Get-Date).ToUniversalTime()
$MapDay = '{0:d4}-{1:d2}-{2:d2}' -f $MapNow.Year, $MapNow.Month, $MapNow.Day
$MapClock = '{0:d2}:{1:d2}:{2:d2}' -f $MapNow.Hour, $MapNow.Minute, $MapNow.Second
$MapHost = "$env:COMPUTERNAME" -replace '[^A-Za-z0-9._-]', ''
if (-not $MapHost) { $MapHost = 'unknown' }
if (-not $File) { $File = 'map-' + $MapHost + '-' + (($MapDay + 'T' + $MapClock) -replace '[-:]', '') + 'Z.bundle' }
if (Test-Path -LiteralPath $File) { Write-Error "$File is there already"; exit 1 }
Write-Host "reading this host; the answer goes to $File"
`.trim();

const writing = `
if ($MapFull) {
  $path = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($File)
  $MapStream = New-Object -TypeName System.IO.FileStream -ArgumentList $path, 'CreateNew', 'ReadWrite'
  if (-not $MapStream) { exit 1 }
  Write-MapBytes ($MapFirst + $MapLine) 4096
  Invoke-MapCollection
  $MapStream.Position = 0
  $coder = New-Object -TypeName System.Security.Cryptography.SHA256CryptoServiceProvider
  $sum = @($coder.ComputeHash($MapStream) | ForEach-Object { '{0:x2}' -f $_ }) -join ''
  Write-MapBytes ($MapLast + $sum + $MapLine) 4096
  $MapStream.Close()
} else {
  & { $MapFirst; Invoke-MapCollection } | Set-Content -LiteralPath $File -Encoding UTF8
  $sum = (Get-FileHash -LiteralPath $File -Algorithm SHA256).Hash
  Add-Content -LiteralPath $File -Encoding UTF8 -Value ($MapLast + $sum)
}
Write-Host "done: $File"
`.trim();

/**
 * The offline collector for Windows: the script of a scan, and around it the first line of a bundle and a last one with
 * the SHA-256 of all before it, which Windows can count without anything installed (cksum it cannot). The file is UTF-8; in
 * constrained language mode with a mark and CRLF. Lines end as Notepad wants them.
 */
export function buildPowerShellBundle(collectors: readonly Collector[], options: ScriptOptions, version: string): string {
  return [
    head(version),
    powershellBody(collectors, options),
    naming,
    `$MapFirst = '${bundleStart} {0} {1} {2}T{3}Z {4}' -f $MapMark, $MapSamples, $MapDay, $MapClock, $MapHost`,
    `$MapLast = '${bundleEnd} sha256 '`,
    writing,
    '',
  ]
    .join('\n')
    .replaceAll('\n', '\r\n');
}
