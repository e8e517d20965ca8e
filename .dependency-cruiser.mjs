import fs from 'node:fs';

/**
 * Checks that imports go one way: each folder imports only from those before it. The order of the modules is read from
 * src/modules.ts, where it is stated once; below them are the folders that know no module, above them those that
 * put the program together.
 */
const modules = [...fs.readFileSync('src/modules.ts', 'utf8').matchAll(/from '\.\/([\w-]+)\//g)].map(
  ([, name]) => name,
);
const below = ['kernel', 'database', 'http', 'spreadsheet'];
const above = [
  'tracing',
  'demonstration',
  'cli',
  'config',
  'gateway',
  'backup',
  'sandbox',
  'doctor',
  'static-copy',
  'tool',
  'start',
];
const layers = [...new Set([...below, ...modules, ...above])];

/** What a module declares of itself is read at the top, so the declarations may look anywhere below `module.ts`. */
const declarations = String.raw`\.module\.ts$`;

/** Known exceptions, each with its reason. */
const exceptions = {
  // Requests are answered as somebody, and what is refused is recorded.
  http: ['access', 'event'],
  // The context of a request names the stream of events.
  access: ['event'],
};

export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'No file imports itself through others.',
      severity: 'error',
      from: { pathNot: declarations },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...layers.map((layer, place) => ({
      name: `${layer}-imports-only-what-is-before-it`,
      comment: 'Data moves one way. What has to travel back travels as an event (src/event, `reactions`).',
      severity: 'error',
      from: { path: `^src/${layer}/`, pathNot: declarations },
      to: {
        path: `^src/(${
          layers
            .slice(place + 1)
            .filter((later) => !exceptions[layer]?.includes(later))
            .join('|') || '$none'
        })/`,
      },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The page is the last module and imports only its own files; the parser does not read its JSX.
    exclude: { path: '^src/web/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
    reporterOptions: { mermaid: { minify: false } },
  },
};
