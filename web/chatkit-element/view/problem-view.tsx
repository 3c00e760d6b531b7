/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { fill, type Texts } from '../locales/en.ts';
import type { Problem, ProblemRow } from '../state/chat-state.ts';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import { useIdle } from './idle-context.ts';
import { usePanel } from './panel-context.ts';
import { useOnline } from './use-online.ts';

/** A failure, where it happened. It stays while the conversation goes on, until it is dismissed. */
export function ProblemView({ row, newest }: { row: ProblemRow; newest: boolean }) {
  const { texts, actions } = usePanel();
  const retryable = useIdle() && newest;
  const { problem, key } = row;
  const seconds = useSecondsUntil(problem.readyAt);
  // Heard once: the seconds that pass are for the eye only.
  const [spoken] = useState(() => sentenceOf(problem, texts, seconds));
  const online = useOnline();
  const waits = seconds > 0 || (problem.kind === 'network' && !online);
  const retry = () => (problem.retry === 'load' ? actions.reload() : actions.retry(key));
  return (
    <li class="row" data-live={row.turn > 0 || undefined}>
      <div class="problem" part="banner" role="alert">
        <Icon name="alert" />
        <div class="problem-text">
          <p aria-hidden="true" dir="auto">
            {sentenceOf(problem, texts, seconds)}
          </p>
          <p class="visually-hidden">{spoken}</p>
          {problem.kind === 'rejected' && problem.detail ? (
            <p class="problem-detail" dir="auto">
              {problem.detail}
            </p>
          ) : null}
          {(problem.retry && retryable) || problem.newChat ? (
            <div class="problem-actions">
              {problem.retry && retryable ? (
                <button type="button" class="button" disabled={waits} onClick={retry}>
                  <Icon name="retry" />
                  {seconds > 0
                    ? fill(texts.retry_in, { n: seconds })
                    : problem.retry === 'load'
                      ? texts.try_again
                      : texts.retry}
                </button>
              ) : null}
              {problem.newChat ? (
                <button type="button" class="button" onClick={actions.newChat}>
                  {texts.start_new_chat}
                </button>
              ) : null}
            </div>
          ) : null}
        </div>
        <IconButton label={texts.dismiss} onClick={() => actions.dismiss(key)}>
          <Icon name="close" />
        </IconButton>
      </div>
    </li>
  );
}

function sentenceOf({ kind, detail }: Problem, texts: Texts, seconds: number): string {
  if (kind === 'limited') {
    return seconds > 0 ? fill(texts.problem_limited, { n: seconds }) : texts.problem_limit_over;
  }
  if ((kind === 'custom' || kind === 'locked') && detail) return detail;
  return texts[`problem_${kind}`];
}

function useSecondsUntil(time: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  const seconds = time === undefined ? 0 : Math.max(0, Math.ceil((time - now) / 1000));
  useEffect(() => {
    if (seconds === 0) return;
    const timer = setTimeout(() => setNow(Date.now()), 250);
    return () => clearTimeout(timer);
  });
  return seconds;
}
