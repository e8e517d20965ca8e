// For processes that tests start to read files: loads the compiled file of a module in `src`, like the tests. Node
// strips the types of modules of the tests.
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

// Code that one process has compiled is used by the next one, which starts in a third of the time. A process that reads
// a file is ended by force, so it writes the compiled code at its first request.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url)));
process.once('message', () => flushCompileCache());
