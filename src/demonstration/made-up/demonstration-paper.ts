import { DocumentKind } from '../../programme/catalogue/document-kind.js';

const titles: Record<DocumentKind, string> = {
  POLICY: '保险单（演示材料）',
  INVOICE: '保险费发票（演示材料）',
};

/** Returns a small PDF of one page that says what it represents, and that it proves nothing. */
export function demonstrationPaper(kind: DocumentKind, institution: string): Buffer {
  const lines: [size: number, text: string][] = [
    [22, titles[kind]],
    [14, institution],
    [12, '本文件由系统演示程序生成，不具有任何效力。'],
    [12, 'Made up for the demonstration. It proves nothing.'],
  ];
  const content = lines.map(([size, text]) => `/F1 ${size} Tf 0 -40 Td <${utf16(text)}> Tj`).join('\n');
  return pdf(`BT 72 780 Td\n${content}\nET`);
}

/** Returns a page with text in the Chinese font that every PDF reader has. */
function pdf(content: string): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [6 0 R] >>',
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] /FontDescriptor 7 0 R
      /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>`,
    `<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0
      /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>`,
  ];
  let text = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const tail = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\n`;
  return Buffer.from(`${text}${tail}startxref\n${text.length}\n%%EOF\n`, 'latin1');
}

function utf16(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex');
}
