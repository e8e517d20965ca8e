import 'reflect-metadata';

// The process that reads a file is a Node of its own, which here loads the sources as the tests do.
const loader = new URL('./source-loader.mjs', import.meta.url).href;
process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} --import=${loader}`.trim();
