// Where the conversation is scrolled to: at its end while the user is there, and nowhere else by itself.
import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatState } from '../state/chat-state.ts';
import { keepPlace } from './keep-place.ts';
import { usePanel } from './panel-context.ts';

const NEAR_PX = 64;
const AWAY_PX = 120;
const READ_OLDER_PX = 240;
const TOP_GAP_PX = 16;

type Seen = {
  state: ChatState;
  firstKey: string | undefined;
  turn: number;
  threadId: string | null;
  rows: number;
};

export function useFollow(scroller: RefObject<HTMLDivElement | null>, state: ChatState) {
  const { options, actions } = usePanel();
  const autoScroll = options.thread?.autoScroll ?? false;
  const spacer = useRef<HTMLDivElement>(null);
  const stuck = useRef(true);
  const seen = useRef<Seen | null>(null);
  const [isAway, setAway] = useState(false);

  const look = useCallback(() => {
    const box = scroller.current;
    if (box) setAway(distanceToEnd(box, spacer.current) > AWAY_PX);
  }, [scroller]);

  // Still as it was drawn before.
  const isLonger = seen.current !== null && prepended(seen.current, state);
  const restorePlace = isLonger ? keepPlace(scroller.current) : null;

  // Every new state: what was added above must not move what is read, what was added below may be followed.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const was = seen.current;
    // Drawn again for another reason, such as details that the user has opened.
    if (was?.state === state) return;
    const now = see(state);
    if (restorePlace) {
      restorePlace();
    } else if (!was || was.threadId !== now.threadId ? now.turn === 0 : was.rows === 0 && now.turn === 0) {
      stuck.current = true;
      toEnd(box);
    } else if (was && now.turn > was.turn) {
      stuck.current = true;
      if (!autoScroll) showQuestion(box, spacer.current);
    }
    if (!autoScroll) fitSpacer(box, spacer.current);
    else if (stuck.current) toEnd(box);
    seen.current = now;
    look();
  });

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    return watchUser(box, stuck, look);
  }, [scroller, look]);

  // A keyboard that opens on a phone makes the box smaller; an image that comes, or a row that is laid out once it
  // is near, makes the rows longer. The end stays in sight, unless the host wants answers to run out of it.
  const holdsEnd = autoScroll || state.turn === 0;
  const hasRows = state.rows.length > 0;
  useEffect(() => {
    const box = scroller.current;
    if (!box || !holdsEnd) return;
    const rows = hasRows ? box.querySelector('.rows') : null;
    return watchSize([box, rows], () => stuck.current && toEnd(box));
  }, [scroller, holdsEnd, hasRows]);

  // After a failure the user decides when to try again.
  const canReadOlder = state.older.cursor !== null && !state.older.loading && !state.older.failed;
  useEffect(() => {
    const box = scroller.current;
    if (!box || !canReadOlder) return;
    const readOlder = () => {
      if (box.scrollTop < READ_OLDER_PX) actions.loadOlder();
    };
    readOlder();
    box.addEventListener('scroll', readOlder, { passive: true });
    return () => box.removeEventListener('scroll', readOlder);
  }, [scroller, actions, canReadOlder]);

  const jump = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    stuck.current = true;
    glide(box, box.scrollHeight);
    box.focus({ preventScroll: true });
  }, [scroller]);

  return { isAway, jump, spacer };
}

/** The user's own scrolling: up lets go of the end, down to it takes hold again. */
function watchUser(box: HTMLDivElement, stuck: RefObject<boolean> & { current: boolean }, look: () => void) {
  const listening = new AbortController();
  const options = { signal: listening.signal, passive: true };
  let top = box.scrollTop;
  const letGo = () => {
    stuck.current = false;
  };
  box.addEventListener('wheel', (event) => event.deltaY < 0 && letGo(), options);
  box.addEventListener('touchmove', letGo, options);
  box.addEventListener('keydown', (event) => /^(?:ArrowUp|PageUp|Home)$/.test(event.key) && letGo(), options);
  // What the user opens is read from where it begins.
  box.addEventListener('click', (event) => isDisclosure(event.target) && letGo(), options);
  box.addEventListener(
    'scroll',
    () => {
      const near = distanceToEnd(box, null) <= NEAR_PX;
      if (box.scrollTop > top && near) stuck.current = true;
      // A scrollbar that is dragged is neither wheel nor key. Nothing but the user moves it up and off the end.
      if (box.scrollTop < top && !near) letGo();
      top = box.scrollTop;
      look();
    },
    options,
  );
  return () => listening.abort();
}

function isDisclosure(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[aria-expanded]') !== null;
}

function watchSize(elements: (Element | null)[], run: () => void): () => void {
  if (typeof ResizeObserver !== 'function') return () => {};
  const observer = new ResizeObserver(run);
  for (const element of elements) if (element) observer.observe(element);
  return () => observer.disconnect();
}

function see(state: ChatState): Seen {
  const { rows, turn, threadId } = state;
  return { state, firstKey: rows[0]?.key, turn, threadId, rows: rows.length };
}

function prepended(was: Seen, { rows, threadId }: ChatState): boolean {
  return (
    was.firstKey !== undefined &&
    was.firstKey !== rows[0]?.key &&
    was.threadId === threadId &&
    rows.some((row) => row.key === was.firstKey)
  );
}

function distanceToEnd(box: HTMLDivElement, spacer: HTMLDivElement | null): number {
  return box.scrollHeight - (spacer?.offsetHeight ?? 0) - box.scrollTop - box.clientHeight;
}

function toEnd(box: HTMLDivElement): void {
  box.scrollTop = box.scrollHeight;
}

function questionTop(box: HTMLDivElement): number | null {
  let row = box.querySelector('.rows')?.lastElementChild;
  while (row && row.getAttribute('data-kind') !== 'user_message') row = row.previousElementSibling;
  return row instanceof HTMLElement ? row.offsetTop - TOP_GAP_PX : null;
}

/** Room below the newest question, so that it can stand at the top while its answer is short. */
function fitSpacer(box: HTMLDivElement, spacer: HTMLDivElement | null): void {
  const top = questionTop(box);
  if (!spacer || top === null) return;
  const content = box.scrollHeight - spacer.offsetHeight - top;
  if (spacer.offsetHeight > 0) spacer.style.height = `${Math.max(0, box.clientHeight - content)}px`;
}

function showQuestion(box: HTMLDivElement, spacer: HTMLDivElement | null): void {
  const top = questionTop(box);
  if (!spacer || top === null) return;
  spacer.style.height = `${box.clientHeight}px`;
  fitSpacer(box, spacer);
  glide(box, top);
}

/** Smoothly, where the browser can and the user likes it. */
function glide(box: HTMLDivElement, top: number): void {
  const still = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? true;
  if (still) box.scrollTop = top;
  else box.scrollTo({ top, behavior: 'smooth' });
}
