/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { GeneratedImageItem } from '#chatkit/protocol/items.ts';
import { imageIcons } from '../../icons/image-icons.ts';
import type { ItemRow } from '../../state/chat-state.ts';
import { useStyles } from '../adopt-styles.ts';
import { Icon } from '../icon.tsx';
import { safeImage } from '../markdown/addresses.ts';
import { MarkdownLink } from '../markdown/markdown-link.tsx';
import { usePanel } from '../panel-context.ts';
import { RowNote } from '../row-note.tsx';
import css from './generated-image.css?inline';
import { MakingImage } from './making-image.tsx';

const ANNOUNCE_AFTER_MS = 1000;

/** An image that the assistant makes: how far it is, what there is of it, and at last the whole. */
export function GeneratedImage({ row, item }: { row: ItemRow; item: GeneratedImageItem }) {
  const { texts, headingLevel, actions } = usePanel();
  const box = useRef<HTMLElement>(null);
  useStyles(box, css);
  const { pending } = row;
  const isNews = row.turn > 0 && row.mark === undefined && !pending && item.image !== undefined;
  useEffect(() => {
    if (!isNews) return;
    // After what is said at the end of an answer.
    const timer = setTimeout(() => actions.announce(texts.generated_image), ANNOUNCE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isNews, actions, texts]);
  const Heading = `h${headingLevel}` as 'h3';
  return (
    <article ref={box} class="assistant generated" data-mark={row.mark} aria-busy={pending}>
      <Heading class="visually-hidden">{texts.assistant_said}</Heading>
      {item.image ? <Picture url={item.image.url} pending={pending} /> : null}
      {pending ? <MakingImage progress={row.progress} hasPicture={item.image !== undefined} /> : null}
      <RowNote mark={row.mark} />
    </article>
  );
}

/** Hosts that the thread does not allow get no request: their image is a link. */
function Picture({ url, pending }: { url: string; pending: boolean }) {
  const { texts, imageHosts } = usePanel();
  const [broken, setBroken] = useState<string | null>(null);
  const src = safeImage(url, imageHosts);
  if (!src || broken === src) {
    return (
      <p class="picture-link">
        <Icon node={imageIcons.image} />
        {src ? `${texts.image_failed} ` : null}
        <MarkdownLink href={url}>{texts.generated_image}</MarkdownLink>
      </p>
    );
  }
  return (
    <div class="picture">
      <img
        src={src}
        alt={texts.generated_image}
        referrerpolicy="no-referrer"
        decoding="async"
        onError={() => setBroken(src)}
      />
      {pending ? null : (
        <a
          class="icon-button"
          href={src}
          download=""
          target="_blank"
          rel="noopener noreferrer"
          aria-label={texts.download_image}
          title={texts.download_image}
        >
          <Icon node={imageIcons.download} />
        </a>
      )}
    </div>
  );
}
