import 'reflect-metadata';
import fs from 'node:fs';
import { withFourEyes } from './list-four-eyes.js';
import { printGatewaySchema } from './print-schema.js';
import { buildGatewaySchema } from './schema.js';

/**
 * Writes the schema and the four-eyes table of docs/access.md to the files that are passed as arguments. Run by `npm
 * run schema`.
 */
const [schemaFile, accessPage] = process.argv.slice(2) as [string, string];
const schema = buildGatewaySchema();
fs.writeFileSync(schemaFile, printGatewaySchema(schema));
fs.writeFileSync(accessPage, withFourEyes(fs.readFileSync(accessPage, 'utf8'), schema));
