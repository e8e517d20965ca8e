import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import Pdf from 'pdfkit';
import { grouped } from '../../kernel/values/yuan.js';
import type { Receipt } from './receipt.js';

const font = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../fonts/NotoSansSC-Regular.ttf');

/** In points. */
const margin = 64;
const labelWidth = 120;
const rowGap = 7;

type Row = [label: string, value: string];

/** Writes a receipt as one A4 page in Chinese; embeds only the characters that it uses. */
export function writeReceipt(receipt: Receipt): Promise<Buffer> {
  const document = new Pdf({
    size: 'A4',
    margin,
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: `保单报送回执 ${receipt.submission}`, Author: receipt.institution },
    font,
  });
  document.fontSize(20).text('保单报送回执', { align: 'center' });
  document.fontSize(10).fillColor('#444').text(receipt.programme, { align: 'center' });
  document.text(receipt.documentNumber, { align: 'center' }).fillColor('#000').moveDown(1.5);
  if (receipt.demonstration) document.fillColor('#a00').text('演示数据，不作凭证。').fillColor('#000').moveDown();
  for (const section of sectionsOf(receipt)) writeSection(document, ...section);
  document.fontSize(9).fillColor('#444').moveDown().text(closing, margin, document.y, { lineGap: 3 });
  document.end();
  return buffer(document);
}

const closing =
  '校验值按保单号的字节顺序，逐行以“保单号|保费（两位小数）”加换行符连接后，计算 SHA-256。贵机构可用报送数据按同一方法计算并核对。' +
  '本回执由平台按出具时的数据自动生成，说明报送文件的接收和受理情况，不代表补贴资格的认定。';

function sectionsOf(receipt: Receipt): [title: string, rows: Row[]][] {
  const { file, rows, accepted } = receipt;
  return [
    [
      '报送情况',
      [
        ['批次编号', receipt.submission],
        ['报送机构', receipt.institution],
        ...fileRows(file),
        ['收到时间', `${receipt.receivedAt}（北京时间）`],
        ['处理完毕时间', `${receipt.finishedAt}（北京时间）`],
      ],
    ],
    [
      '受理结果',
      [
        ['总行数', counted(rows.all)],
        ['已受理', `${counted(rows.accepted)}（其中更正 ${counted(rows.corrected)}）`],
        ['未受理', counted(rows.failed)],
        ['请核对', `提示 ${counted(rows.warned)}，存疑保单 ${counted(rows.flagged)}`],
      ],
    ],
    [
      '平台现存本批次保单',
      [
        ['份数', counted(accepted.count)],
        ['保费合计', `${grouped(accepted.premium)} 元`],
        ['退保批减合计', `${grouped(accepted.refunded)} 元`],
        ['校验值（SHA-256）', accepted.digest],
        ['出具时间', `${receipt.writtenAt}（北京时间）`],
      ],
    ],
  ];
}

function fileRows(file: Receipt['file']): Row[] {
  if (!file) return [['报送方式', '接口']];
  return [
    ['报送文件', file.name || '（未命名）'],
    ['文件大小', `${counted(file.size)} 字节`],
    ['文件 SHA-256', file.sha256],
  ];
}

function writeSection(document: PDFKit.PDFDocument, title: string, rows: Row[]): void {
  const right = document.page.width - margin;
  document.fontSize(12).text(title, margin, document.y + 10);
  document.moveDown(0.3);
  for (const [label, value] of rows) {
    const { y } = document;
    document.moveTo(margin, y).lineTo(right, y).lineWidth(0.5).strokeColor('#bbb').stroke();
    document.fontSize(10).text(label, margin, y + rowGap, { width: labelWidth });
    // Digests and ids stay on one line.
    document.fontSize(/^[\w-]{40,}$/.test(value) ? 8.5 : 10);
    document.text(value, margin + labelWidth, y + rowGap, { width: right - margin - labelWidth });
    document.y += rowGap;
  }
  document.moveTo(margin, document.y).lineTo(right, document.y).stroke();
}

function counted(count: number): string {
  return grouped(String(count));
}
