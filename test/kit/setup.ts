import 'reflect-metadata';

// What a mutation answers has to be what the schema says of it; anywhere in the tests.
process.on('warning', (warning) => {
  if (warning.name === 'UndeclaredRefusal') throw warning;
});

// The process that reads a file is a Node of its own, which here loads the sources as the tests do.
const loader = new URL('./source-loader.mjs', import.meta.url).href;
const options = process.env['NODE_OPTIONS'] ?? '';
// Once for each worker: files of one worker share its environment.
if (!options.includes(loader)) process.env['NODE_OPTIONS'] = `${options} --import=${loader}`.trim();
