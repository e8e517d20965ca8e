import { useRef } from 'preact/hooks';
import { mostAttachments } from '../../objection/filing/attachment-limits.js';
import { Faults } from '../field.js';
import { digestOf, largestPaper, type Paper, paperEndings, sizeOf } from './papers.js';
import { type ObjectionTexts } from './objection-texts.js';

interface PapersFieldProps {
  papers: Paper[];
  challengeId: string | undefined;
  busy: boolean;
  faults: string[];
  t: ObjectionTexts;
  onPick: (files: File[]) => void;
  onRemove: (key: number) => void;
}

/** The papers of an objection: the accepted types, the chosen files, and the progress of each. */
export function PapersField({ papers, challengeId, busy, faults, t, onPick, onRemove }: PapersFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const sending = papers.find(({ state }) => state.kind === 'sending');
  return (
    <div class="field" role="group" aria-labelledby="objection-papers">
      <p class="label" id="objection-papers">
        {t.papers}
      </p>
      <p class="muted" id="objection-file-hint">
        {t.papersHint(mostAttachments, largestPaper)}
      </p>
      <ul class="papers">
        {papers.map((paper) => (
          <PaperItem
            key={paper.key}
            paper={paper}
            isSent={digestOf(paper, challengeId) !== undefined}
            busy={busy}
            t={t}
            onRemove={() => {
              onRemove(paper.key);
              // The focused button is removed with its paper.
              input.current?.focus();
            }}
          />
        ))}
      </ul>
      <input
        ref={input}
        class="unseen"
        id="objection-file"
        type="file"
        multiple
        accept={paperEndings.join(',')}
        disabled={busy}
        aria-describedby={faults.length > 0 ? 'objection-file-hint objection-file-faults' : 'objection-file-hint'}
        onChange={({ currentTarget }) => {
          onPick([...(currentTarget.files ?? [])]);
          // Otherwise a removed paper could not be picked again.
          currentTarget.value = '';
        }}
      />
      <label class="button quiet" for="objection-file">
        {t.pickPapers}
      </label>
      <Faults id="objection-file-faults" messages={faults} />
      <p class="unseen" role="status">
        {sending && t.sendingPaper(sending.file.name)}
      </p>
    </div>
  );
}

interface PaperItemProps {
  paper: Paper;
  isSent: boolean;
  busy: boolean;
  t: ObjectionTexts;
  onRemove: () => void;
}

function PaperItem({ paper: { file, state }, isSent, busy, t, onRemove }: PaperItemProps) {
  return (
    <li>
      <div>
        <span>{file.name}</span> <small class="muted">{sizeOf(file)}</small>
        {state.kind === 'sending' && <progress max={100} value={state.percent} aria-label={file.name} />}
        {state.kind === 'failed' ? (
          <p class="bad" role="alert">
            {state.message}
          </p>
        ) : (
          <p class={isSent ? 'good' : 'muted'}>{stateName(state, isSent, t)}</p>
        )}
      </div>
      <button type="button" class="quiet" aria-label={t.removePaper(file.name)} disabled={busy} onClick={onRemove}>
        {t.takeOff}
      </button>
    </li>
  );
}

function stateName(state: Paper['state'], isSent: boolean, t: ObjectionTexts): string {
  if (state.kind === 'sending') return t.paperSending(state.percent);
  return isSent ? t.paperSent : t.paperChosen;
}
