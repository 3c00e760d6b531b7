/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { Draft } from '../../../state/chat-state.ts';
import styles from '../../../styles/draft-parts.css?inline';
import { useStyles } from '../../adopt-styles.ts';
import { Icon } from '../../icon.tsx';
import { IconButton } from '../../icon-button.tsx';
import { usePanel } from '../../panel-context.ts';
import { FileChip } from './file-chip.tsx';

type Props = { draft: Draft; input: RefObject<HTMLTextAreaElement | null> };

/** What goes with the text: the words that it answers, and files. */
export function DraftParts({ draft, input }: Props) {
  const { texts, actions } = usePanel();
  const box = useRef<HTMLDivElement>(null);
  useStyles(box, styles);
  // The button that was pressed goes away with what it removes.
  const thenWrite = (act: () => void) => () => {
    act();
    input.current?.focus();
  };
  return (
    <div ref={box} class="draft-parts">
      {draft.quote ? (
        <div class="draft-quote">
          <Icon name="reply" class="turns" />
          <p>
            <span class="visually-hidden">{texts.replying_to} </span>
            <bdi>{draft.quote}</bdi>
          </p>
          <IconButton label={texts.remove_quote} onClick={thenWrite(actions.removeQuote)}>
            <Icon name="close" />
          </IconButton>
        </div>
      ) : null}
      {draft.attachments.length > 0 ? (
        <ul class="draft-files" aria-label={texts.attached_files}>
          {draft.attachments.map((attachment) => (
            <FileChip
              key={attachment.key}
              attachment={attachment}
              onRemove={thenWrite(() => actions.removeAttachment(attachment.key))}
            />
          ))}
        </ul>
      ) : null}
    </div>
  );
}
