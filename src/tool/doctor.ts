import 'reflect-metadata';
import { examine } from '../doctor/doctor.js';

/** `npm run doctor`: exit code 0 where a gateway with these settings would work, 1 where something is wrong. */
const well = await examine(process.env, (line) => process.stdout.write(`${line}\n`));
process.exit(well ? 0 : 1);
