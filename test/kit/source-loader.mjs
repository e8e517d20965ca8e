// Node strips the types of a module itself; the imports name what the compiler would write.
import fs from 'node:fs';
import { registerHooks } from 'node:module';
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
