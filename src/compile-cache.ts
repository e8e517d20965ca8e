// Not by name: an older Node, which has none of it, is told so by `require-node`.
import module from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * What Node compiled of the modules at an earlier start is kept in the data folder, which is nobody else's: in a folder of all
 * users somebody could put other code. Where it cannot be written, the start takes longer, and that is all.
 */
const dataFolder = process.env['DATA_DIR'] ?? fileURLToPath(new URL('../data', import.meta.url));
if (!process.env['NODE_COMPILE_CACHE']) module.enableCompileCache(path.join(dataFolder, 'compiled'));

/** Writes it down at once: a gateway that is killed later would otherwise leave nothing. */
export function keepCompiled<Loaded>(loaded: Loaded): Loaded {
  module.flushCompileCache();
  return loaded;
}
