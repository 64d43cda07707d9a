import { describe, expect, it } from 'vitest';
import { parseAnsibleIni, parseAnsibleYaml } from '../../../src/collectors/formats/inventory/ansible.ts';
import { redactAnsibleIni, redactAnsibleYaml } from '../../../src/collectors/formats/inventory/ansible-secrets.ts';
import { redactInventory } from '../../../src/collectors/formats/inventory/redact.ts';
import { isSecretName } from '../../../src/collectors/formats/inventory/secret-names.ts';
import { cutCustomValues } from '../../../src/collectors/formats/inventory/vmware-values.ts';
import { parseVirsh, redactVirsh } from '../../../src/collectors/formats/virsh.ts';
import { redactSecrets } from '../../../src/text/redact-secrets.ts';

const planted = 'hunter2planted';

describe('secrets in an inventory of Ansible', () => {
  const yaml = [
    'all:',
    '  hosts:',
    '    h1:',
    '      ansible_password: !vault |',
    '          $ANSIBLE_VAULT;1.1;AES256',
    `          ${planted}`,
    '      db_password: >-',
    `        ${planted}`,
    '',
    `        ${planted}`,
    `      ansible_become_pass : ${planted}`,
    '      users:',
    `        - password: "${planted}`,
    `            ${planted}"`,
    '          name: bob',
    '      ansible_host: 10.0.0.1',
    '    h2:',
    '  children:',
    '    vault:',
    '      hosts:',
    '        h3:',
    '',
  ].join('\n');

  it('are cut out of YAML over all their lines, and nothing else is', () => {
    const cut = redactAnsibleYaml(yaml);
    expect(cut).not.toContain(planted);
    expect(cut.split('\n')).toHaveLength(yaml.split('\n').length);
    expect(cut.split('\n')[14]).toBe('          name: bob');
    expect(redactAnsibleYaml(cut)).toBe(cut);
    expect(parseAnsibleYaml(cut)).toEqual(parseAnsibleYaml(yaml));
    const plain = 'all:\r\n  hosts:\r\n    h1:\r\n      x: |\r\n        a\r\n';
    expect(redactAnsibleYaml(plain)).toBe(plain);
    expect(redactAnsibleYaml('a:\r\n  my_secret: x\r\n  b: c\r\n')).toBe('a:\r\n  my_secret: [cut]\r\n  b: c\r\n');
  });

  it('are cut out of INI, below variables of a group to the end of the line', () => {
    const ini = `[web]\nh1 ansible_host=10.0.0.1 snmp_auth_key=${planted} mysql_pw = "x ${planted}" port=1\n[web:vars]\nansible_become_password=two ${planted}\nntp=a b\n`;
    const cut = redactAnsibleIni(ini);
    expect(cut).toBe(
      '[web]\nh1 ansible_host=10.0.0.1 snmp_auth_key=[cut] mysql_pw = [cut] port=1\n[web:vars]\nansible_become_password=[cut]\nntp=a b\n',
    );
    expect(redactAnsibleIni(cut)).toBe(cut);
    expect(parseAnsibleIni(cut)).toEqual(parseAnsibleIni(ini));
  });

  it('take no longer in long texts without ends', () => {
    const long = `password: ${'"'.repeat(300_000)}\n${' x="'.repeat(100_000)}\n${'a'.repeat(300_000)}`;
    const start = performance.now();
    redactAnsibleYaml(long);
    redactAnsibleIni(long);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe('secrets in other inventories', () => {
  it('are cut whatever the spelling of their key', () => {
    expect(redactInventory(`{"passw\\u006frd":"${planted}","USERDATA":{"Value":"${planted}"}}`)).not.toContain(planted);
    expect(redactInventory(`{"httpHeaders":[{"name":"Authorization","value":"Basic ${planted}"}]}`)).not.toContain(planted);
    expect(
      redactInventory(`{"settings":{"commandToExecute":"x -p ${planted}"},"protectedSettings":{"a":"${planted}"}}`),
    ).not.toContain(planted);
  });

  it('are cut out of custom attributes of vCenter', () => {
    const text = `{"value":[{"key":100,"value":"a \\"${planted}"}],"self":{"type":"VirtualMachine","value":"vm-1"}}`;
    expect(cutCustomValues(text)).toBe('{"value":[{"key":100,"value":"[cut]"}],"self":{"type":"VirtualMachine","value":"vm-1"}}');
  });

  it('are cut where the value of a tag stands before its key', () => {
    expect(redactSecrets(`{"Value": "${planted}", "Key": "db_password"}`)).toBe('{"Value": "[cut]", "Key": "db_password"}');
  });

  it('are cut out of the notes and arguments of a guest, line by line', () => {
    const xml = `<domain type='kvm'>\n  <name>a</name>\n  <description>pw\n${planted}</description>\n  <cmdline>x=${planted}</cmdline>\n</domain>\n`;
    const cut = redactVirsh(xml);
    expect(cut).not.toContain(planted);
    expect(cut.split('\n')).toHaveLength(xml.split('\n').length);
    expect(parseVirsh(cut)).toEqual(parseVirsh(xml));
    expect(redactVirsh(cut)).toBe(cut);
  });

  it('are known by the names of their columns', () => {
    for (const name of ['ILO PW', 'nb_pw', 'Zugang', 'Login', 'snmp auth key'])
      expect([name, isSecretName(name)]).toEqual([name, true]);
    for (const name of ['power', 'KeyName', 'npwr', 'site', 'key']) expect([name, isSecretName(name)]).toEqual([name, false]);
  });
});
