/** What an administrator of Windows grants, as text. */
export const windowsRights = `On Windows map logs in over OpenSSH and runs one PowerShell script. It changes nothing. Windows PowerShell 5.1 shows everything;
older ones (2 and newer) are asked with netstat, ipconfig, route and arp where a cmdlet is missing.

An ordinary user sees:
  system, addresses, routes, neighbors, DNS servers, the hosts file,
  every TCP and UDP socket with the number of its process, and the names of the processes.
Only an administrator also sees:
  command lines and owners of the processes of others, and the services some systems hide from ordinary users.

The least that is needed:
  OpenSSH server (Windows Server 2019 or later, or the Win32-OpenSSH package), port 22 open to the machine map runs on
  a local or domain user of its own, with an SSH key (administrators: %ProgramData%\\ssh\\administrators_authorized_keys)
  that user in the groups "Users" and, for CIM, "Remote Management Users"; "Administrators" for command lines
  an execution policy does not matter: one encoded command, always the same, reads the script from standard input; no file is written
  Constrained Language Mode, AppLocker and WDAC: sign off the script by its SHA-256 (map bundle --shell powershell)
`;
