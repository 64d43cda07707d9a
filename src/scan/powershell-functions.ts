/**
 * The functions every PowerShell script begins with, written for Windows PowerShell 2 to 5.1 and PowerShell 7. ASCII
 * only, and no here-strings: the text goes through the console's code page, line by line.
 *
 * In full language mode (about_Language_Modes) a command runs in a runspace of this process, which all commands share so
 * that a module is loaded once: `BeginInvoke` and a wait cost next to nothing, a job (`Start-Job`) would be a process
 * each. One that is over its time is left behind with its runspace, and the next gets a new one. The answer is written
 * as bytes, UTF-8 without a mark, past the console, its code page and its width.
 *
 * In constrained language mode .NET may not be called: a command runs in place, without a limit of its own, and what it
 * prints goes the usual way, with CRLF, in UTF-8 as far as `chcp` brings it about.
 *
 * Errors follow the answer behind a border of their own: what PowerShell writes to standard error is XML or cut to a width.
 */
export const powershellFunctions = String.raw`
$ErrorActionPreference = 'Continue'
$ProgressPreference = 'SilentlyContinue'
$MapFull = "$($ExecutionContext.SessionState.LanguageMode)" -eq 'FullLanguage'
$MapLine = [string][char]10
$MapStream = $null
$MapSpace = $null
$MapSample = 1
$MapFailed = $false
$MapRights = 'none'
if ($MapFull) { $MapCoder = New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false }
function Write-MapBytes($Text, $Limit) {
  $bytes = $MapCoder.GetBytes($Text)
  $count = $bytes.Length
  if ($count -gt $Limit) { $count = $Limit; $script:MapCode = 141 }
  $MapStream.Write($bytes, 0, $count)
  $MapStream.Flush()
}
function Write-MapLines($Lines, $Limit) {
  $text = $Lines -join $MapLine
  if ($MapStream) {
    if ($text) { Write-MapBytes ($text + $MapLine) $Limit }
  } else {
    if ($text.Length -gt $Limit) { $text = $text.Substring(0, $Limit); $script:MapCode = 124 }
    if ($text) { $text }
  }
}
function Write-MapBorder($Words) {
  if ($MapStream) { Write-MapBytes ($MapLine + $MapMark + ' ' + $Words + $MapLine) 4096 }
  else { ''; $MapMark + ' ' + $Words }
}
function Invoke-MapLimited($Command, $Seconds) {
  if (-not $MapSpace) {
    $script:MapSpace = [System.Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace()
    $MapSpace.Open()
  }
  $shell = [System.Management.Automation.PowerShell]::Create()
  $shell.Runspace = $MapSpace
  $null = $shell.AddScript($Command)
  $job = $shell.BeginInvoke()
  if (-not $job.AsyncWaitHandle.WaitOne($Seconds * 1000)) {
    $null = $shell.BeginStop($null, $null)
    $script:MapSpace = $null
    $script:MapCode = 124
    return
  }
  try { $script:MapLines = @($shell.EndInvoke($job)) } catch { $script:MapErrors = @($_) }
  $script:MapErrors = @($MapErrors) + @($shell.Streams.Error | ForEach-Object { $_ })
  $shell.Dispose()
}
function Invoke-MapPlain($Command) {
  $all = @()
  try { $all = @(Invoke-Expression -Command $Command 2>&1) } catch { $all = @($_) }
  $script:MapLines = @($all | Where-Object { $_ -is [string] })
  $script:MapErrors = @($all | Where-Object { $_ -isnot [string] })
}
function Read-MapSection($Id, $Seconds, $Bytes, $Command) {
  $script:MapLines = @()
  $script:MapErrors = @()
  $script:MapCode = 0
  Write-MapBorder "begin $Id $MapSample"
  try {
    if ($MapFull) { Invoke-MapLimited $Command $Seconds } else { Invoke-MapPlain $Command }
  } catch { $script:MapErrors = @($_) }
  $errors = @($MapErrors | Where-Object { $_ })
  $unknown = @($errors | Where-Object { "$($_.FullyQualifiedErrorId)" -like '*CommandNotFoundException*' })
  if ($MapCode -eq 0 -and $errors.Count -gt 0) {
    $script:MapCode = 1
    if ($unknown.Count -eq $errors.Count) { $script:MapCode = 127 }
  }
  Write-MapLines $MapLines $Bytes
  $code = $MapCode
  if ($errors.Count -gt 0) {
    Write-MapBorder "error $Id $MapSample"
    Write-MapLines @($errors | Select-Object -First 5 | ForEach-Object { "$_" }) 4096
  }
  Write-MapBorder "end $Id $MapSample $code"
  $script:MapFailed = $code -ne 0 -and $code -ne 141
}
function Write-MapSession {
  $groups = @()
  try { $groups = @(& "$env:SystemRoot\System32\whoami.exe" /groups) } catch { $groups = @() }
  if ($groups -match 'S-1-16-(12288|16384)') { $script:MapRights = 'root' }
  Write-MapBorder 'begin session 1'
  Write-MapLines @('platform=windows', "user=$env:USERNAME", "connection=$env:SSH_CONNECTION") 4096
  Write-MapBorder 'end session 1 0'
}
function Invoke-MapCollection {
  Write-MapSession
  Read-MapOnce
  while ($MapSample -lt $MapSamples) {
    $script:MapSample = $MapSample + 1
    Start-Sleep -Milliseconds $MapPause
    Read-MapAgain
  }
  Write-MapBorder "done $MapRights"
}
`.trim();
