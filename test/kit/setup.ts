import 'reflect-metadata';

/**
 * Fails on warnings in any test: a mutation must return what the schema declares, and no library may be used in a way
 * that its next version removes.
 */
function refuseWarning(warning: Error): void {
  if (['UndeclaredRefusal', 'DeprecationWarning'].includes(warning.name)) throw warning;
}

// Once for each process, because test files of one worker may share it.
if (!process.listeners('warning').some(({ name }) => name === refuseWarning.name)) {
  process.on('warning', refuseWarning);
}

// The process that reads a file is a separate Node, which loads the compiled sources like the tests.
const loader = new URL('./source-loader.mjs', import.meta.url).href;
const options = process.env['NODE_OPTIONS'] ?? '';
if (!options.includes(loader)) process.env['NODE_OPTIONS'] = `${options} --import=${loader}`.trim();
