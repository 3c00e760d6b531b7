/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { usePanel } from '../panel-context.ts';
import { parseDeeplink, safeLink } from './addresses.ts';

/** A link of model output: other pages open in a new tab, deep links go to the host. */
export function MarkdownLink(props: { href: string; children: ComponentChildren }) {
  const { actions } = usePanel();
  const href = safeLink(props.href);
  if (!href) return <>{props.children}</>;
  const deeplink = parseDeeplink(href);
  if (deeplink) {
    const open = (event: Event) => {
      event.preventDefault();
      actions.openDeeplink(deeplink);
    };
    return (
      <a href={href} onClick={open}>
        {props.children}
      </a>
    );
  }
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {props.children}
    </a>
  );
}
