import 'reflect-metadata';

/**
 * Anywhere in the tests: what a mutation returns has to be what the schema says of it, and no library is used in a way that
 * its next version will not have.
 */
function refuseWarning(warning: Error): void {
  if (['UndeclaredRefusal', 'DeprecationWarning'].includes(warning.name)) throw warning;
}

// Once for each worker, as below: files of one worker may share its process.
if (!process.listeners('warning').some(({ name }) => name === refuseWarning.name)) {
  process.on('warning', refuseWarning);
}

// The process that reads a file is a Node of its own, which here loads the sources as the tests do.
const loader = new URL('./source-loader.mjs', import.meta.url).href;
const options = process.env['NODE_OPTIONS'] ?? '';
if (!options.includes(loader)) process.env['NODE_OPTIONS'] = `${options} --import=${loader}`.trim();
