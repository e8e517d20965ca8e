import 'reflect-metadata';
import fs from 'node:fs';
import { printGatewaySchema } from './print-schema.js';
import { buildGatewaySchema } from './schema.js';

/** Writes the schema as served to the file that is named; `npm run schema`. */
fs.writeFileSync(process.argv[2] as string, printGatewaySchema(buildGatewaySchema()));
