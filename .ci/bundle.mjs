import fs from 'node:fs';
import path from 'node:path';
import { build } from 'rolldown';

/*
 * The gateway as a few files: Node takes two seconds and more to read its 3,400 modules, and less than one to read these.
 * `npm run build` writes dist/bundle from what TypeScript wrote to dist: decorators need types, which Rolldown does not know.
 */
const compiled = path.resolve('dist');
const bundle = path.join(compiled, 'bundle');

/** What finds files of its own beside itself, or is read only where it is used. */
const notBundled = [/^libpg-query/, /^pino/, /^@opentelemetry\//];

/** A module that looks for a file beside itself looks beside its own file in dist; the lines of src stay known. */
const ownModules = {
  name: 'own-modules',
  load(id) {
    if (!id.startsWith(compiled + path.sep) || !id.endsWith('.js')) return undefined;
    const itself = `new URL(${JSON.stringify(path.relative(bundle, id))}, import.meta.url).href`;
    const code = fs.readFileSync(id, 'utf8').replaceAll('import.meta.url', itself);
    return { code, map: JSON.parse(fs.readFileSync(`${id}.map`, 'utf8')) };
  },
  // Node reads all lines that are known when it starts: those of libraries would take another fifth of a second.
  transform: (code, id) => (id.includes('/node_modules/') ? { code, map: { mappings: '' } } : undefined),
};

/** Many scripts build first: what has not changed since is not bundled again. */
function isCurrent() {
  const timeOf = (file) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const bundledAt = timeOf(path.join(bundle, 'main.js'));
  return [path.join(compiled, '.tsbuildinfo'), 'package-lock.json', import.meta.filename].every(
    (file) => timeOf(file) < bundledAt,
  );
}

if (isCurrent()) process.exit(0);
await build({
  input: path.join(compiled, 'main.js'),
  platform: 'node',
  external: notBundled,
  plugins: [ownModules],
  checks: { eval: false },
  output: {
    dir: bundle,
    cleanDir: true,
    sourcemap: true,
    sourcemapExcludeSources: true,
    keepNames: true,
    comments: { legal: true, annotation: false, jsdoc: false },
    entryFileNames: '[name].js',
  },
});
