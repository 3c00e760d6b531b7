/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { UserMessageItem } from '#chatkit/protocol/items.ts';
import { safeImage } from './markdown/addresses.ts';
import { NamedIcon } from './named-icon.tsx';
import { usePanel } from './panel-context.ts';

type Attachment = UserMessageItem['attachments'][number];

/** The files of a message: pictures as such, as far as their host is allowed, and the others by their names. */
export function UserAttachments({ attachments }: { attachments: readonly Attachment[] }) {
  const { texts } = usePanel();
  return (
    <ul class="attachments" aria-label={texts.attached_files}>
      {attachments.map((attachment) => (
        <SentFile key={attachment.id} attachment={attachment} />
      ))}
    </ul>
  );
}

function SentFile({ attachment }: { attachment: Attachment }) {
  const { imageHosts } = usePanel();
  const [broken, setBroken] = useState(false);
  const { name, type } = attachment;
  const picture = type === 'image' && !broken ? safeImage(attachment.preview_url, imageHosts) : null;
  if (picture) {
    return (
      <li class="attachment-picture">
        <img src={picture} alt={name} title={name} loading="lazy" onError={() => setBroken(true)} />
      </li>
    );
  }
  return (
    <li class="attachment">
      <NamedIcon name={type === 'image' ? 'square-image' : 'document'} />
      <span dir="auto">{name}</span>
    </li>
  );
}
