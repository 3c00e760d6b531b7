/** @jsxImportSource preact */
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Draft } from '../../state/chat-state.ts';
import styles from '../../styles/suggestions.css?inline';
import { useStyles } from '../adopt-styles.ts';

type Props = { input: RefObject<HTMLTextAreaElement | null>; draft: Draft };

/** Marks the tags of a text: the same words behind it, unseen, with a colour under those that are tags. */
export function TagLayer({ input, draft: { text, tags } }: Props) {
  const layer = useRef<HTMLDivElement>(null);
  useStyles(layer, styles);
  useEffect(() => {
    const area = input.current;
    if (!area) return;
    const follow = () => layer.current && align(layer.current, area);
    area.addEventListener('scroll', follow, { passive: true });
    return () => area.removeEventListener('scroll', follow);
  }, [input]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what may make a scroll bar
  useLayoutEffect(() => {
    if (layer.current && input.current) align(layer.current, input.current);
  }, [text, tags, input]);

  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const { start, end } of tags) {
    parts.push(text.slice(from, start), <mark key={start}>{text.slice(start, end)}</mark>);
    from = end;
  }
  return (
    <div ref={layer} class="tag-layer" dir="auto" aria-hidden="true">
      {parts}
      {/* A line at the end that is empty is as high as one that is not. */}
      {`${text.slice(from)}\u200b`}
    </div>
  );
}

function align(layer: HTMLElement, area: HTMLTextAreaElement): void {
  // The scroll bar of the text takes room that its words do not have.
  layer.style.width = `${area.clientWidth}px`;
  layer.scrollTop = area.scrollTop;
}
