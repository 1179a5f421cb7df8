// The arrows of the house: who may import from where, types included. dependency-cruiser holds them in `npm run check`.

/** What a folder may import besides itself and packages: nothing else. */
const ONLY = {
  miniprogram: [],
  'miniprogram/shared': [],
  'miniprogram/platform': ['miniprogram/shared'],
  'miniprogram/search': ['miniprogram/shared'],
  'miniprogram/shop': ['miniprogram/shared'],
  'miniprogram/tracking': ['miniprogram/shared'],
  'miniprogram/management/platform': ['miniprogram/platform'],
  'miniprogram/management/views': ['miniprogram/shared', 'miniprogram/shop'],
  cloudfunctions: ['miniprogram/shared'],
  'cloudfunctions/core': ['miniprogram/shared'],
};

/** What a folder never imports. */
const NEVER = {
  'miniprogram/components': ['miniprogram/pages', 'miniprogram/management/pages'],
  'miniprogram/management/components': ['miniprogram/pages', 'miniprogram/management/pages'],
  'dev/host': ['dev/console', 'dev/phone'],
  'dev/console': ['dev/host', 'dev/phone'],
  'dev/phone': ['dev/host', 'dev/console'],
  'dev/protocol': ['dev/host', 'dev/console', 'dev/phone'],
  'dev/faults': ['dev/host', 'dev/console', 'dev/phone'],
  'dev/clock': ['dev/host', 'dev/console', 'dev/phone'],
  'dev/district': ['dev/host', 'dev/console', 'dev/phone'],
  dev: ['test'],
};

const within = (folders) => `^(${folders.join('|')})/`;

export default {
  forbidden: [
    {
      name: 'no circle of files',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...Object.entries(ONLY).map(([folder, others]) => ({
      name: `${folder} imports only ${[folder, ...others].join(', ')}`,
      severity: 'error',
      from: { path: within([folder]) },
      to: { pathNot: within([folder, ...others]), dependencyTypesNot: ['core'] },
    })),
    ...Object.entries(NEVER).map(([folder, others]) => ({
      name: `${folder} never imports ${others.join(', ')}`,
      severity: 'error',
      from: { path: within([folder]) },
      to: { path: within(others) },
    })),
  ],
  options: {
    // Types too: without this, what the compiler takes away is not seen.
    tsPreCompilationDeps: true,
    exclude: { path: '(^|/)(node_modules|miniprogram_npm)/' },
    doNotFollow: { path: '^dist/' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'] },
  },
};
