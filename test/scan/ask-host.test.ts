import { describe, expect, it } from 'vitest';
import { askHost } from '../../src/scan/ask-host.ts';
import type { HostAnswer } from '../../src/scan/host-answer.ts';
import type { ShellEnd, ShellKind } from '../../src/transports/types.ts';

interface Said {
  readonly platform?: string;
  readonly stderr?: string;
  readonly stdout?: string;
  readonly end?: ShellEnd;
}

const answerOf = (shell: ShellKind, { platform, stderr = '', stdout = '', end = 'exit' }: Said): HostAnswer => ({
  shell,
  output: { end, stdout: Buffer.from(stdout), stderr: Buffer.from(stderr, 'latin1') },
  split: {
    sections: [],
    session: platform === undefined ? {} : { platform },
    complete: platform !== undefined,
    started: platform !== undefined,
  },
});

async function ask(said: Partial<Record<ShellKind, Said>>, serverIdent = 'OpenSSH_9.2p1 Debian-2') {
  const asked: ShellKind[] = [];
  const answer = await askHost({ facts: { serverIdent } }, async (shell) => {
    asked.push(shell);
    return answerOf(shell, said[shell] ?? {});
  });
  return { asked, platform: answer.split.session.platform, shell: answer.shell };
}

const windows = { platform: 'windows' };

describe('askHost', () => {
  it('asks sh alone where that answers', async () => {
    expect(await ask({ sh: { platform: 'linux' } })).toEqual({ asked: ['sh'], platform: 'linux', shell: 'sh' });
  });

  it('asks PowerShell at once where the server says it is of Windows', async () => {
    const told = await ask({ powershell: windows }, 'OpenSSH_for_Windows_8.1');
    expect(told).toEqual({ asked: ['powershell'], platform: 'windows', shell: 'powershell' });
  });

  it('asks again inside the login shell, where that is PowerShell and read the script away', async () => {
    const said = { powershell: { stdout: 'map: the script did not arrive\r\n' }, 'inside-powershell': windows };
    expect((await ask(said, 'OpenSSH_for_Windows_9.5')).asked).toEqual(['powershell', 'inside-powershell']);
  });

  it.each([
    ['English', `'sh' is not recognized as an internal or external command,\r\noperable program or batch file.\r\n`],
    ['German', 'Der Befehl "sh" ist entweder falsch geschrieben oder\r\nkonnte nicht gefunden werden.\r\n'],
    ['Spanish', '"sh" no se reconoce como un comando interno o externo,\r\nprograma o archivo por lotes ejecutable.\r\n'],
    ['French', "'sh' n'est pas reconnu en tant que commande interne\r\nou externe\r\n"],
    ['Polish', "Nazwa 'sh' nie jest rozpoznawana jako polecenie\r\n"],
    ['a code page nobody knows', `'sh' \x82\xcd\x81A\x93\xe0\x95\x94\x83R\r\n`],
    ['PowerShell', 'sh : Die Benennung\n    + FullyQualifiedErrorId : CommandNotFoundException\n'],
  ])('takes cmd.exe or PowerShell in %s for what it is', async (_, stderr) => {
    const told = await ask({ sh: { stderr }, powershell: windows }, 'SSH-2.0-Other');
    expect(told).toEqual({ asked: ['sh', 'powershell'], platform: 'windows', shell: 'powershell' });
  });

  it.each(['mingw64_nt-10.0-19045', 'cygwin_nt-10.0', 'msys_nt-10.0-17763'])('looks below %s', async (platform) => {
    expect((await ask({ sh: { platform }, powershell: windows })).platform).toBe('windows');
  });

  it.each([
    ['a router', { stdout: '% Invalid input detected\r\n' }],
    ['a router that complains on the other stream', { stderr: 'Unknown command: sh -s\r\n' }],
    ['nologin', { stdout: 'This account is currently not available.\n' }],
    ['a shell that says so itself', { stderr: "bash: line 1: 'sh': not found\n" }],
    ['a host that hangs', { end: 'deadline' as const }],
    ['a connection that broke', { end: 'disconnected' as const, stderr: "'sh' is not\r\n" }],
  ])('leaves %s alone', async (_, sh) => {
    expect((await ask({ sh })).asked).toEqual(['sh']);
  });

  it('does not ask a third time where the time is over', async () => {
    expect((await ask({ powershell: { end: 'deadline' } }, 'OpenSSH_for_Windows_8.1')).asked).toEqual(['powershell']);
  });
});
