import type { Format } from './format.js';
import { parquet, xlsx } from './table-formats.js';
import { csv, grants, json, ndjson } from './text-formats.js';

/** Every format of a list. */
export const formats: Format[] = [csv, ndjson, json, xlsx, parquet, grants];
