// Rules of imports, types included: the arrows of the house. `npm run check` runs
// dependency-cruiser.

/** Rooms by folder. A feature's `components/` is a room above its model. */
const ROOMS = {
  contract: 'miniprogram/contract',
  platform: 'miniprogram/platform',
  services: 'miniprogram/services(?!/poller)',
  poller: 'miniprogram/services/poller',
  styles: 'miniprogram/styles',
  wording: 'miniprogram/ui/wording',
  ui: 'miniprogram/ui(?!/wording)',
  map: 'miniprogram/map',
  delivery: 'miniprogram/delivery(?!/components)',
  search: 'miniprogram/search',
  board: 'miniprogram/board(?!/components)',
  shop: 'miniprogram/shop(?!/components)',
  'components of delivery': 'miniprogram/delivery/components',
  'components of shop': 'miniprogram/shop/components',
  'components of board': 'miniprogram/board/components',
  'platform of management': 'miniprogram/management/platform',
  'views of management': 'miniprogram/management/views',
  'forms of management': 'miniprogram/management(?!/(components|pages|platform|views))',
  'components of management': 'miniprogram/management/components',
  'core/runtime': 'cloudfunctions/core/runtime',
  'core/storage': 'cloudfunctions/core/storage',
  'core/access': 'cloudfunctions/core/access',
  'core/providers': 'cloudfunctions/core/providers',
  'core/people': 'cloudfunctions/core/people',
  'core/shop': 'cloudfunctions/core/shop',
  'core/secrets': 'cloudfunctions/core/secrets',
  'core/records': 'cloudfunctions/core/records',
  'core/notices': 'cloudfunctions/core/notices',
  'core/asking': 'cloudfunctions/core/asking',
  'core/deliveries': 'cloudfunctions/core/deliveries',
  'core/sweep': 'cloudfunctions/core/sweep',
  'core/watch': 'cloudfunctions/core/watch',
  'core/intake': 'cloudfunctions/core/intake',
  'core/board': 'cloudfunctions/core/board',
  'core/self-check': 'cloudfunctions/core/self-check',
};

/** Floors of the cloud from the top. A room imports from lower floors only, not from its own. */
const CLOUD = [
  ['core/self-check', 'core/sweep', 'core/watch'],
  ['core/board'],
  ['core/intake'],
  ['core/deliveries'],
  ['core/asking'],
  ['core/notices'],
  ['core/records'],
  ['core/shop'],
  ['core/people'],
  ['core/providers', 'core/access'],
  ['core/secrets'],
  ['core/storage'],
  ['core/runtime'],
  ['contract'],
];
const below = CLOUD.flatMap((floor, at) => floor.map((room) => [room, CLOUD.slice(at + 1).flat()]));

const MODEL = ['wording', 'contract'];
const COMPONENT = ['ui', 'services', 'styles', 'platform', ...MODEL];

/** Allowed imports of each room besides itself and packages. */
const ONLY = {
  ...Object.fromEntries(below),
  platform: ['contract'],
  services: ['poller', 'platform', 'contract'],
  poller: ['contract'],
  styles: [],
  wording: ['contract'],
  map: MODEL,
  delivery: ['poller', 'map', ...MODEL],
  search: ['poller', ...MODEL],
  board: ['poller', 'map', ...MODEL],
  shop: MODEL,
  ui: COMPONENT,
  'components of delivery': ['delivery', 'map', ...COMPONENT],
  'components of shop': ['shop', ...COMPONENT],
  'components of board': ['board', 'map', ...COMPONENT],
  'platform of management': ['platform'],
  'views of management': ['shop', ...MODEL],
  'forms of management': ['views of management', 'shop', ...COMPONENT],
  'components of management': ['forms of management', 'views of management', ...COMPONENT],
};

/** Rules for folders that span several rooms. */
const ONLY_FOLDERS = {
  miniprogram: [],
  cloudfunctions: ['miniprogram/contract'],
  'cloudfunctions/core': ['miniprogram/contract'],
};

/** Forbidden imports of folders. */
const NEVER = {
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
const only = (name, folder, others) => ({
  name: `${name} imports only ${others.length === 0 ? 'itself' : others.join(', ')}`,
  severity: 'error',
  from: { path: within([folder]) },
  to: {
    pathNot: within([folder, ...others.map((other) => ROOMS[other] ?? other)]),
    dependencyTypesNot: ['core'],
  },
});

export default {
  forbidden: [
    { name: 'no circle of files', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(ONLY).map(([room, others]) => only(room, ROOMS[room], others)),
    ...Object.entries(ONLY_FOLDERS).map(([folder, others]) => only(folder, folder, others)),
    ...Object.entries(NEVER).map(([folder, others]) => ({
      name: `${folder} never imports ${others.join(', ')}`,
      severity: 'error',
      from: { path: within([folder]) },
      to: { path: within(others) },
    })),
  ],
  options: {
    // Includes type imports, which the compiler removes.
    tsPreCompilationDeps: true,
    exclude: { path: '(^|/)(node_modules|miniprogram_npm)/' },
    doNotFollow: { path: '^dist/' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'] },
  },
};
