/**
 * Who may know whom. A room sees only what stands left of it:
 * domain <- contracts <- web; domain <- {persistence, interop};
 * {domain, contracts, persistence, platform, synthetic} <- {flow, reporting} <- {api, worker} <- local;
 * {domain, contracts, interop, platform, synthetic} <- life <- local.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
const TEST = '\\.test\\.tsx?$';

/** A room of libs/ may import itself, the named rooms, the named packages, and Node unless it is pure. */
function room(name, { rooms = [], packages = null, node = true, why }) {
  const allowed = [`^libs/(${[name, ...rooms].join('|')})/`];
  if (packages === null) allowed.push('node_modules/');
  else if (packages.length > 0) allowed.push(`node_modules/(${packages.join('|')})/`);
  return {
    name: `${name}-sees-only-what-it-may`,
    severity: 'error',
    comment: why,
    from: { path: `^libs/${name}/`, pathNot: TEST },
    to: { pathNot: allowed, ...(node ? { dependencyTypesNot: ['core'] } : {}) },
  };
}

module.exports = {
  forbidden: [
    room('domain', {
      packages: ['temporal-polyfill', 'temporal-spec', 'temporal-utils'],
      node: false,
      why: 'The clinical rules are pure: they run in a browser, in a test and in a rebuild alike, and know nothing but dates.',
    }),
    room('contracts', {
      rooms: ['domain'],
      packages: ['zod', 'temporal-polyfill'],
      node: false,
      why: 'What crosses a wire is shared with the browser, so it may need nothing a browser has not.',
    }),
    room('platform', {
      why: 'Config, log and clock stand below everything and know no patient.',
    }),
    room('synthetic', {
      rooms: ['domain'],
      packages: ['temporal-polyfill', 'temporal-spec', 'temporal-utils'],
      node: false,
      why: 'Made-up people and their course come from a seed alone, the same on every machine.',
    }),
    room('persistence', {
      rooms: ['domain', 'contracts', 'platform'],
      why: 'The ledger stores facts; what they mean is decided elsewhere.',
    }),
    room('interop', {
      rooms: ['domain'],
      why: 'Bytes in, facts out: no framework and no database, so that every file can be tried in milliseconds.',
    }),
    room('flow', {
      rooms: ['domain', 'contracts', 'persistence', 'platform', 'interop', 'synthetic'],
      why: 'A step of the flow orchestrates; it does not know who calls it.',
    }),
    room('reporting', {
      rooms: ['domain', 'contracts', 'persistence', 'platform'],
      why: 'Reports read what the flow has written and never steer it.',
    }),
    {
      name: 'interop-has-no-framework-and-no-database',
      severity: 'error',
      comment: 'Bytes in, facts out: nothing to start, nothing to mock.',
      from: { path: '^libs/interop/' },
      to: { path: '(^|node_modules/)(@nestjs|typeorm|pg|bullmq|ioredis|socket\\.io)(/|$)' },
    },
    {
      name: 'web-sees-contracts-and-domain-only',
      severity: 'error',
      comment: 'A screen must never pull the server into the browser.',
      from: { path: '^apps/web/' },
      // A `#lib` stays unresolved from the web's own package, so it is judged by its name.
      to: { path: '^(#(?!contracts$|domain$)|libs/(?!contracts/|domain/)|apps/(?!web/))' },
    },
    {
      name: 'libs-never-see-apps',
      severity: 'error',
      comment: 'Apps are thin edges over libs; a lib that needs an app holds the edge’s work.',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'api-and-worker-stand-alone',
      severity: 'error',
      comment: 'They run as separate processes; only local puts them into one.',
      from: { path: '^apps/(api|worker)/' },
      to: { path: '^apps/(?!$1/)' },
    },
    {
      name: 'life-knows-the-house-from-outside',
      severity: 'error',
      comment:
        'The people of the demonstration use what everybody may use: a way in of their own would prove nothing.',
      from: { path: '^apps/life/', pathNot: TEST },
      to: { path: '^(apps/(?!life/)|libs/(?!contracts/|domain/|interop/|platform/|synthetic/))' },
    },
    {
      name: 'libs-are-entered-by-their-door',
      severity: 'error',
      comment: 'index.ts says what a lib promises; what lies behind it may change any day.',
      from: { path: '^(apps|libs)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/(?!index\\.ts$)', pathNot: '^$1/$2/' },
    },
    {
      name: 'no-product-code-from-tests',
      severity: 'error',
      comment: 'The service does not run on what tests are made of.',
      from: { path: '^(apps|libs)/', pathNot: TEST },
      to: { path: `^test/|${TEST}` },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one idea, or a third one waits between them.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'An import that cannot be found is an edge no rule can see.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^#(contracts|domain)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      // Without `types` first, every import across libs resolves into dist, which is left out, and
      // no rule would ever fire. The architecture test plants violations to keep this honest.
      conditionNames: ['types', 'import', 'require', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
