/** @jsxImportSource preact */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatState, HistoryList as List } from '../../state/chat-state.ts';
import { shownThreads } from '../../state/history-shown.ts';
import styles from '../../styles/history.css?inline';
import { useStyles } from '../adopt-styles.ts';
import { BackButton } from '../back-button.tsx';
import { Icon } from '../icon.tsx';
import { Notices } from '../notices.tsx';
import { usePanel } from '../panel-context.ts';
import { HistoryList } from './history-list.tsx';

const MORE_PX = 200;

/** The threads of the user, in the place of the conversation, which goes on behind it. */
export function HistoryView({ state, language }: { state: ChatState; language: string }) {
  const { options, actions } = usePanel();
  const box = useRef<HTMLDivElement>(null);
  useStyles(box, styles);
  const { history } = state;
  const threads = shownThreads(history);
  const readMore = ({
    currentTarget: { scrollHeight, scrollTop, clientHeight },
  }: {
    currentTarget: Element;
  }) => {
    if (history.problem) return;
    if (scrollHeight - scrollTop - clientHeight < MORE_PX) actions.loadHistory('more');
  };
  return (
    <div class="history" part="history" ref={box} aria-busy={history.reading !== null} onScroll={readMore}>
      {options.header?.enabled === false ? <OwnBar /> : null}
      <Notices notices={state.notices} />
      {history.problem?.of === 'list' ? <ListProblem history={history} /> : null}
      {threads.length > 0 ? (
        <HistoryList threads={threads} currentId={state.threadId} language={language} />
      ) : (
        <NoThreads history={history} />
      )}
      <End history={history} />
    </div>
  );
}

/** In a panel without a header the history brings what leads back. */
function OwnBar() {
  const { texts, headingLevel } = usePanel();
  const Heading = `h${headingLevel - 1}` as 'h2';
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <div class="history-bar">
      <BackButton />
      <Heading class="title" ref={heading} tabIndex={-1}>
        {texts.history}
      </Heading>
    </div>
  );
}

/** Nothing to list: not read yet, or nothing there. */
function NoThreads({ history: { known, problem } }: { history: List }) {
  const { texts } = usePanel();
  if (problem) return null;
  if (!known) {
    return (
      <div class="history-skeleton" role="status" aria-label={texts.loading_history}>
        {['a', 'b', 'c', 'd', 'e'].map((key) => (
          <span key={key} />
        ))}
      </div>
    );
  }
  return (
    <div class="history-empty">
      <p class="config-title">{texts.no_threads}</p>
      <p>{texts.no_threads_hint}</p>
    </div>
  );
}

/** What comes after the last row: more of them, on their way, or a failure to bring them. */
function End({ history }: { history: List }) {
  const { texts, actions } = usePanel();
  if (history.problem?.of === 'more') return <ListProblem history={history} />;
  if (history.reading === 'more') {
    return (
      <p class="history-more" role="status">
        <span class="spinner" aria-hidden="true" />
        {texts.loading_more}
      </p>
    );
  }
  if (history.cursor === null) return null;
  return (
    <div class="history-more">
      <button type="button" class="button" onClick={() => actions.loadHistory('more')}>
        {texts.load_more}
      </button>
    </div>
  );
}

function ListProblem({ history: { problem } }: { history: List }) {
  const { texts, actions } = usePanel();
  if (!problem) return null;
  return (
    <div class="problem" part="banner" role="alert">
      <Icon name="alert" />
      <div class="problem-text">
        <p>{texts[`problem_${problem.kind}`]}</p>
        <div class="problem-actions">
          <button type="button" class="button" onClick={() => actions.loadHistory(problem.of)}>
            <Icon name="retry" />
            {texts.try_again}
          </button>
        </div>
      </div>
    </div>
  );
}
