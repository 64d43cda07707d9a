/** The one direction of imports; see docs/architecture.md. */
const folders = {
  model: [],
  text: ['model'],
  collectors: ['model', 'text'],
  config: ['model'],
  transports: ['model', 'config'],
  scan: ['model', 'collectors', 'transports/types', 'transports/device/text', 'transports/snmp/types'],
  access: ['model'],
  import: ['model', 'text', 'collectors', 'scan/sections', 'scan/bundle'],
  graph: ['model'],
  store: ['model'],
  analysis: ['model'],
  export: ['model'],
  demo: ['model', 'text/group-by', 'transports/(replay|snmp/ber|snmp/pdu|snmp/message|shell-proof)'],
  tui: ['model', 'scan/progress', 'scan/progress-text', 'analysis'],
};

const layerRules = Object.entries(folders).map(([folder, allowed]) => ({
  name: `layer-${folder}`,
  comment: `src/${folder} may import ${allowed.length === 0 ? 'nothing of ours' : allowed.join(', ')}.`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: `^src/(${[folder, ...allowed].join('|')})(/|\\.|$)` },
}));

/** Each package has one folder that owns it, so that it can be replaced there. */
const owners = {
  'better-sqlite3': 'store',
  ssh2: '(transports|demo)',
  ink: 'tui',
  react: 'tui',
  commander: 'cli',
  zod: 'config',
  yaml: 'config',
  'ip-address': '(text|config)',
  'p-limit': '(scan|transports)',
  'csv-parse': 'text',
  'csv-stringify': 'export',
  cytoscape: 'export',
  '@hpcc-js/wasm-graphviz': 'export',
  'net-snmp': '(transports|demo)',
  hyparquet: 'import',
  'string-width': 'cli',
};

const ownerRules = Object.entries(owners).map(([name, folder]) => ({
  name: `owner-${name}`,
  comment: `${name} is used in src/${folder} only, behind a thin wrapper.`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/${folder}/` },
  to: { path: `node_modules/${name}/` },
}));

const pure = '^src/(model|text|collectors|graph|analysis)/';

module.exports = {
  forbidden: [
    { name: 'no-cycles', comment: 'A cycle means two files are one.', severity: 'error', from: {}, to: { circular: true } },
    ...layerRules,
    ...ownerRules,
    {
      name: 'pure-folders',
      comment: 'These folders are pure functions: no disk, no network, no process.',
      severity: 'error',
      from: { path: pure },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|net)$' },
    },
    {
      name: 'not-to-dev',
      comment: 'What ships may not need a development package.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/export/page/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
