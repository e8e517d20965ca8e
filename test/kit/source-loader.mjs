// Node strips the types of a module itself; the imports name what the compiler would write.
import fs from 'node:fs';
import { enableCompileCache, flushCompileCache, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

registerHooks({
  resolve(specifier, context, next) {
    if (!/^(\.|file:).*\.js$/.test(specifier)) return next(specifier, context);
    const address = new URL(specifier, context.parentURL);
    const source = new URL(address.href.replace(/\.js$/, '.ts'));
    const isSource = !fs.existsSync(fileURLToPath(address)) && fs.existsSync(fileURLToPath(source));
    return next(isSource ? source.href : specifier, context);
  },
});

// What one process has compiled, the next one loads: it starts in a third of the time. A process that reads a file is
// ended by force, so it writes what it has compiled when it is first asked something.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url)));
process.once('message', () => flushCompileCache());
