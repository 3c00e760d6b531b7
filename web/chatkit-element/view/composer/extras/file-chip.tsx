/** @jsxImportSource preact */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { composerIcons } from '../../../icons/composer-icons.ts';
import { fill, type Texts } from '../../../locales/en.ts';
import { formatSize } from '../../../state/attachment-rules.ts';
import type { DraftAttachment } from '../../../state/chat-state.ts';
import { Icon } from '../../icon.tsx';
import { IconButton } from '../../icon-button.tsx';
import { safeImage } from '../../markdown/addresses.ts';
import { usePanel } from '../../panel-context.ts';

type Props = { attachment: DraftAttachment; onRemove: () => void };

/** A file of the draft: what it is, how far it is, and what can be done with it. */
export function FileChip({ attachment, onRemove }: Props) {
  const { texts, language, actions, imageHosts } = usePanel();
  const { key, name, upload, previewUrl } = attachment;
  const chip = useRef<HTMLLIElement>(null);
  const before = useRef(upload);
  // What is new, or has failed, is to be seen; that it has arrived, to be heard.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the course of the upload is news
  useLayoutEffect(() => {
    if (upload !== 'done') chip.current?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
    else if (before.current !== 'done') actions.announce(fill(texts.file_attached, { name }));
    before.current = upload;
  }, [upload]);
  const picture = previewUrl ? safeImage(previewUrl, imageHosts) : null;
  return (
    <li ref={chip} class="file" data-upload={upload}>
      <span class="file-picture" aria-hidden="true">
        {upload === 'running' ? (
          <i class="spinner" />
        ) : picture ? (
          <img src={picture} alt="" />
        ) : (
          <Icon node={composerIcons.file} />
        )}
      </span>
      <span class="file-words">
        <span class="file-name" title={name} dir="auto">
          {name}
        </span>
        <span class="file-note" dir="auto" role={upload === 'failed' ? 'alert' : undefined}>
          {noteOf(attachment, texts, language)}
        </span>
      </span>
      {upload === 'failed' ? (
        <IconButton label={fill(texts.retry_file, { name })} onClick={() => actions.retryUpload(key)}>
          <Icon name="retry" />
        </IconButton>
      ) : null}
      <IconButton label={fill(texts.remove_file, { name })} onClick={onRemove}>
        <Icon name="close" />
      </IconButton>
    </li>
  );
}

function noteOf({ upload, problem, size }: DraftAttachment, texts: Texts, language: string): string {
  if (upload === 'running') return texts.uploading;
  if (upload === 'done') return size === undefined ? '' : formatSize(size, language);
  const isKnown = problem === 'too_large' || problem === 'network' || problem === 'session';
  return isKnown ? texts[`problem_${problem}`] : texts.upload_failed;
}
