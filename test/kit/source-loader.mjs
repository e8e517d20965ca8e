// For processes that tests start, which read files: a module of `src` is the one that is built from it, as in the tests
// themselves. The types of a module of the tests are stripped by Node.
import fs from 'node:fs';
import { enableCompileCache, flushCompileCache, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const sources = new URL('../../src/', import.meta.url).href;
const built = new URL('../../dist/', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    if (!/^(\.|file:)/.test(specifier)) return next(specifier, context);
    const { href } = new URL(specifier, context.parentURL);
    if (href.startsWith(sources)) return next(href.replace(sources, built).replace(/\.ts$/, '.js'), context);
    const source = href.replace(/\.js$/, '.ts');
    const isSource = source !== href && !fs.existsSync(fileURLToPath(href)) && fs.existsSync(fileURLToPath(source));
    return next(isSource ? source : specifier, context);
  },
});

// What one process has compiled, the next one loads: it starts in a third of the time. A process that reads a file is
// ended by force, so it writes what it has compiled when it is first asked something.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url)));
process.once('message', () => flushCompileCache());
