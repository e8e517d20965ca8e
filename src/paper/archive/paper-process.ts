import { answerAsks } from '../../kernel/outside/answer-asks.js';
import { isOfd, readArchive } from './archive-entries.js';
import type { PackedPaper } from './archive-entries.js';
import type { PaperAnswer, PaperAsk } from './paper-protocol.js';

let papers: AsyncGenerator<PackedPaper> | undefined;
let present: PackedPaper | undefined;

answerAsks<PaperAsk, PaperAnswer>(async (ask) => {
  switch (ask.ask) {
    case 'open':
      papers = readArchive(ask.file);
      return { answer: 'opened', isOfd: await isOfd(ask.file) };
    case 'next': {
      const next = await papers?.next();
      if (!next || next.done) return { answer: 'ended' };
      present = next.value;
      const { file, numbers, kind } = present;
      return { answer: 'paper', file, numbers, kind };
    }
    case 'unpack':
      return { answer: 'unpacked', paper: await present?.unpack(ask.path) };
  }
});
