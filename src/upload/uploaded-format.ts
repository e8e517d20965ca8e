import { registerEnumType } from 'type-graphql';
import type { FileFormat } from '../spreadsheet/file-format.js';

/** The accepted file formats, for the schema. */
export const UploadedFormat = { XLSX: 'XLSX', ODS: 'ODS', CSV: 'CSV', NDJSON: 'NDJSON' } as const satisfies Record<
  FileFormat,
  FileFormat
>;

registerEnumType(UploadedFormat, {
  name: 'UploadedFormat',
  description: '文件格式: the format of a file that was sent, detected from its content.',
  valuesConfig: {
    XLSX: { description: 'Excel 工作簿: an Excel workbook.' },
    ODS: { description: '开放文档表格: an OpenDocument spreadsheet.' },
    CSV: { description: '逗号分隔文本: text with separated values.' },
    NDJSON: { description: '逐行 JSON: one JSON object on each line.' },
  },
});
