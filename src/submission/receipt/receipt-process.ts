import { answerAsks } from '../../kernel/outside/answer-asks.js';
import type { Receipt } from './receipt.js';
import { writeReceipt } from './receipt-document.js';

answerAsks<Receipt, { pdf: string }>(async (receipt) => ({ pdf: (await writeReceipt(receipt)).toString('base64') }));
