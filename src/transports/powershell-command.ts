/**
 * Reads the script from the pipeline's input: PowerShell itself reads standard input and hands it on line by line as
 * `$input`, in every language mode; a second reader (`[Console]::In`) would take lines away from it. A script that did
 * not arrive whole is not run: where the login shell is PowerShell too, that one may have read some of it.
 */
const readAndRun =
  "$map = @($input) -join [char]10; if ($map -like '# map:*# end of map*') { Invoke-Expression $map } else { 'map: the script did not arrive' }";

/** `-EncodedCommand` (about_PowerShell_exe): Base64 of UTF-16LE, which no shell on the way takes for anything else. */
const encode = (text: string): string => Buffer.from(text, 'utf16le').toString('base64');

/**
 * Starts PowerShell from any login shell (cmd.exe, bash). Always the same text, far below the 8191 characters of cmd.exe, so
 * that whoever watches encoded commands can name it.
 */
export const powershellCommand = `powershell.exe -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand ${encode(
  `$ProgressPreference = 'SilentlyContinue'; ${readAndRun}`,
)}`;

/** The same where the login shell is PowerShell: started inside of it, another one would find its input read already. */
export const insidePowershellCommand = readAndRun;
