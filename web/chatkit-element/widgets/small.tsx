/** @jsxImportSource preact */
// Badges, icons and pictures.
import type { WidgetComponent } from '#chatkit/protocol/widgets.ts';
import { Icon as IconView } from '../view/icon.tsx';
import { safeImage, safeLink } from '../view/markdown/addresses.ts';
import { MarkdownLink } from '../view/markdown/markdown-link.tsx';
import { usePanel } from '../view/panel-context.ts';
import { blockStyle, styleOf } from './box-style.ts';
import { colorOf } from './colors.ts';
import { oneOf, textOf } from './read.ts';
import { flexOf } from './values.ts';
import { type NodeProps, useWidget } from './widget-context.ts';
import { widgetIcon } from './widget-icons.ts';

const FILLED = /-filled$/;
/** Forwards and backwards, which are the other way round where one reads from the right. */
const POINTS = /^(?:arrow|chevron)-(?:left|right)$/;

/** The icon of that name; a dot for one that is not built in. */
export function NamedIcon({ name, class: className = '' }: { name: string; class?: string }) {
  const node = widgetIcon(name);
  const filled = FILLED.test(name) ? ' w-filled' : '';
  const turns = POINTS.test(name) ? ' turns' : '';
  return node ? (
    <IconView node={node} class={`${className}${filled}${turns}`} />
  ) : (
    <IconView name="dot" class={className} />
  );
}

export function Icon({ node }: NodeProps) {
  const { scheme } = useWidget();
  return (
    <span
      class="w-icon"
      data-size={textOf(node.size) || undefined}
      style={styleOf({ color: colorOf(node.color, scheme) })}
    >
      <NamedIcon name={textOf(node.name)} />
    </span>
  );
}

export function Badge({ node }: NodeProps) {
  return (
    <span
      class="w-badge"
      data-tone={oneOf(node.color, TONES) ?? 'secondary'}
      data-variant={oneOf(node.variant, ['solid', 'soft', 'outline']) ?? 'soft'}
      data-size={oneOf(node.size, ['sm', 'md', 'lg']) ?? 'sm'}
      data-pill={node.pill === true || undefined}
      dir="auto"
    >
      {textOf(node.label)}
    </span>
  );
}

const TONES = ['secondary', 'success', 'danger', 'warning', 'info', 'discovery'] as const;
const FITS = ['cover', 'contain', 'fill', 'scale-down', 'none'] as const;
const POSITION = /^(?:(?:top|bottom)(?: (?:left|right))?|left|right|center)$/;

/** Loaded only from where an answer's pictures may come from; a link otherwise, as an address can tell tales. */
export function Image({ node }: NodeProps) {
  const { imageHosts } = usePanel();
  const { scheme } = useWidget();
  const address = textOf(node.src);
  const src = safeImage(address, imageHosts);
  const alt = textOf(node.alt);
  if (!src) return <ImageLink address={address} alt={alt} />;
  const position = textOf(node.position);
  return (
    <img
      class="w-image"
      src={src}
      alt={alt}
      loading="lazy"
      decoding="async"
      referrerpolicy="no-referrer"
      data-frame={node.frame === true || undefined}
      data-flush={node.flush === true || undefined}
      style={imageStyle(node, position, colorOf(node.background, scheme))}
    />
  );
}

function imageStyle(node: WidgetComponent, position: string, background: string | undefined) {
  return {
    ...blockStyle(node),
    ...styleOf({
      objectFit: oneOf(node.fit, FITS),
      objectPosition: POSITION.test(position) ? position : undefined,
      flex: flexOf(node.flex),
      background,
    }),
  };
}

function ImageLink({ address, alt }: { address: string; alt: string }) {
  const href = safeLink(address);
  if (!href && alt === '') return null;
  return (
    <span class="w-image-link">
      <IconView node={widgetIcon('square-image') ?? []} />
      {href ? <MarkdownLink href={href}>{alt || new URL(href).hostname}</MarkdownLink> : alt}
    </span>
  );
}
