import { useRef, useState } from 'preact/hooks';
import type { Ask } from '../api.js';
import type { Fault } from '../field.js';
import { type Contact, faultsOf, keepPapers } from './objection-api.js';
import { digestOf, type Paper, pickPapers, sendPaper } from './papers.js';
import { objectionTexts } from './objection-texts.js';
import type { Language } from '../texts.js';

/** The papers of an objection in the form: chosen and removed here, uploaded when it is filed. */
export function usePapers(ask: Ask, lang: Language) {
  const t = objectionTexts[lang];
  const [papers, setPapers] = useState<Paper[]>([]);
  /** The contact for which the API has exactly these papers; another attempt to file then uploads none. */
  const settledWith = useRef<string | undefined>(undefined);
  const become = (key: number, state: Paper['state']) =>
    setPapers((present) => present.map((paper) => (paper.key === key ? { ...paper, state } : paper)));

  const pick = (files: File[]): Fault[] => {
    const picked = pickPapers(papers, files, t);
    setPapers(picked.papers);
    settledWith.current = undefined;
    return picked.faults.map((message) => ({ field: 'file', message }));
  };
  const remove = (key: number) => {
    setPapers((present) => present.filter((paper) => paper.key !== key));
    settledWith.current = undefined;
  };
  const sendOne = async (contact: Contact, { key, file }: Paper): Promise<boolean> => {
    become(key, { kind: 'sending', percent: 0 });
    const state = await sendPaper(contact, file, lang, (percent) => become(key, { kind: 'sending', percent }));
    become(key, state);
    return state.kind === 'sent';
  };
  const send = async (contact: Contact): Promise<Fault[]> => {
    const { challengeId } = contact;
    if (settledWith.current === challengeId) return [];
    const kept = papers.map((paper) => digestOf(paper, challengeId)).filter((sha256) => sha256 !== undefined);
    const refusals = await keepPapers(ask, contact, kept);
    if (refusals.length > 0) return faultsOf(refusals);
    let complete = true;
    for (const paper of papers) {
      if (!digestOf(paper, challengeId)) complete = (await sendOne(contact, paper)) && complete;
    }
    if (!complete) return [{ field: 'form', message: t.papersFailed }];
    settledWith.current = challengeId;
    return [];
  };
  return { papers, pick, remove, send };
}
