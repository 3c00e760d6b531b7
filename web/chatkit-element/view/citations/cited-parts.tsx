/** @jsxImportSource preact */
import type { Token } from 'marked';
import { useCallback, useId, useRef, useState } from 'preact/hooks';
import type { AssistantMessageItem } from '#chatkit/protocol/items.ts';
import { fill } from '../../locales/en.ts';
import styles from '../../styles/citations.css?inline';
import { useStyles } from '../adopt-styles.ts';
import { Icon } from '../icon.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { usePanel } from '../panel-context.ts';
import { CitationMark, ShowSources } from './citation-mark.tsx';
import { type Mark, type Placed, placeMarks } from './place-marks.ts';
import { SourceList } from './source-list.tsx';
import { type Citation, citationsOf } from './sources.ts';

const NONE: readonly number[] = [];

/** The text of an answer with its citations, and the list of its sources. */
export function CitedParts({ item, streaming }: { item: AssistantMessageItem; streaming: boolean }) {
  const { texts } = usePanel();
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState(NONE);
  const box = useRef<HTMLDivElement>(null);
  const listId = useId();
  useStyles(box, styles);
  const show = useCallback((numbers: number[]) => {
    setOpen(true);
    setShown(numbers);
  }, []);
  const { sources, parts } = citationsOf(item);
  return (
    <ShowSources.Provider value={show}>
      {item.content.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts are addressed by their index on the wire
        <CitedText key={index} text={part.text} citations={parts[index] ?? []} streaming={streaming} />
      ))}
      <div class="citations" ref={box}>
        {sources.length > 0 ? (
          <button
            type="button"
            class="badge"
            aria-expanded={open}
            aria-controls={open ? listId : undefined}
            onClick={() => {
              setOpen(!open);
              setShown(NONE);
            }}
          >
            {fill(texts.sources, { n: sources.length })}
            <Icon name="chevron-down" class="badge-chevron" />
          </button>
        ) : null}
        {open ? <SourceList id={listId} sources={sources} shown={shown} /> : null}
      </div>
    </ShowSources.Provider>
  );
}

type TextProps = { text: string; citations: readonly Citation[]; streaming: boolean };

function CitedText({ text, citations, streaming }: TextProps) {
  const placed = useRef<Placed>(new WeakMap());
  const edit = (tokens: readonly Token[], read: string) =>
    placeMarks(tokens, read, marksOf(citations, text), placed.current);
  return <Markdown text={text} streaming={streaming} edit={edit} />;
}

/** Places are counted in the text as it was sent; the lexer reads every line end as one character. */
function marksOf(citations: readonly Citation[], text: string): Mark[] {
  const shorter = text.includes('\r');
  return citations.map(({ at, cited }) => ({
    at: shorter ? text.slice(0, at).replace(/\r\n?/g, '\n').length : at,
    key: JSON.stringify(cited),
    draw: (word) => <CitationMark word={word} cited={cited} />,
  }));
}
