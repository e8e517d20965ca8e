import 'reflect-metadata';

/** What a mutation returns has to be what the schema says of it; anywhere in the tests. */
function requireDeclared(warning: Error): void {
  if (warning.name === 'UndeclaredRefusal') throw warning;
}

// Once for each worker, as below: files of one worker may share its process.
if (!process.listeners('warning').some(({ name }) => name === requireDeclared.name)) {
  process.on('warning', requireDeclared);
}

// The process that reads a file is a Node of its own, which here loads the sources as the tests do.
const loader = new URL('./source-loader.mjs', import.meta.url).href;
const options = process.env['NODE_OPTIONS'] ?? '';
if (!options.includes(loader)) process.env['NODE_OPTIONS'] = `${options} --import=${loader}`.trim();
