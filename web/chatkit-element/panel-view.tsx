/** @jsxImportSource preact */
// The panel inside its shadow root: one tree, drawn at most once a frame.
import { createRef, render } from 'preact';
import css from './styles.css?inline';
import { adoptStyles } from './view/adopt-styles.ts';
import { App, type AppProps } from './view/app.tsx';

const FRAME_LIMIT_MS = 50;

export type PanelView = {
  draw(): void;
  /** Draws with the next frame, however often it is asked. */
  drawSoon(): void;
  clear(): void;
  focusInput(): void;
};

export function createPanelView(root: ShadowRoot, props: () => Omit<AppProps, 'input'>): PanelView {
  adoptStyles(root, css);
  const input = createRef<HTMLTextAreaElement>();
  let cancel: (() => void) | null = null;

  function draw(): void {
    cancel?.();
    cancel = null;
    render(<App {...props()} input={input} />, root);
  }

  return {
    draw,
    drawSoon: () => {
      cancel ??= nextFrame(draw);
    },
    clear() {
      cancel?.();
      cancel = null;
      render(null, root);
    },
    focusInput() {
      // What has just changed may be what lets it be focused.
      if (cancel) draw();
      (input.current ?? root.querySelector<HTMLElement>('.questions :is(input, textarea)'))?.focus();
    },
  };
}

/** A page in the background has no frames, but still has readers of its screen. */
function nextFrame(run: () => void): () => void {
  const frame = requestAnimationFrame(run);
  const timer = setTimeout(run, FRAME_LIMIT_MS);
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
