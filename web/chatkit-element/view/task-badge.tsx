/** @jsxImportSource preact */
import type { Task } from '#chatkit/protocol/workflow.ts';
import { Icon } from './icon.tsx';
import { plainText } from './markdown/plain-text.ts';
import { useNamedIcon } from './named-icon.tsx';
import { usePanel } from './panel-context.ts';
import { hasDetails, iconOf, isFailed, titleOf } from './task-words.ts';

const PREVIEW_MAX = 400;

type Disclosure = { open: boolean; detailsId: string; onToggle: () => void; preview: string };
type Status = 'loading' | 'complete' | 'failed' | 'none';

/** One step as a badge: what it is, how it stands, and a button when there is more to see. */
export function TaskBadge(props: {
  task: Task;
  /** The workflow is still going on, so a loading step may spin. */
  running: boolean;
  open: boolean;
  detailsId: string;
  onToggle: () => void;
}) {
  const { task, running, open, detailsId, onToggle } = props;
  const { texts } = usePanel();
  const title = titleOf(task, texts);
  const content = task.type === 'custom' ? (task.content ?? '') : '';
  const preview = plainText(content).slice(0, PREVIEW_MAX) || title;
  return (
    <Badge
      title={title}
      status={statusOf(task, running)}
      icon={iconOf(task)}
      disclosure={hasDetails(task) ? { open, detailsId, onToggle, preview } : null}
    />
  );
}

export function Badge(props: {
  title: string;
  status: Status;
  icon: string | null;
  disclosure: Disclosure | null;
}) {
  const { title, status, icon, disclosure } = props;
  const { texts } = usePanel();
  const words = {
    loading: texts.task_running,
    complete: texts.task_done,
    failed: texts.task_failed,
    none: '',
  };
  // A title that says "failed" already needs no second word.
  const word = status === 'failed' && title.toLowerCase().includes(words.failed) ? '' : words[status];
  const content = (
    <>
      <StatusIcon status={status} icon={icon} />
      <span class="badge-title">{title}</span>
      {word ? <span class="visually-hidden">, {word}</span> : null}
      {disclosure ? <Icon name="chevron-down" class="badge-chevron" /> : null}
    </>
  );
  if (!disclosure) {
    return (
      <span class="badge" data-status={status}>
        {content}
      </span>
    );
  }
  return (
    <button
      type="button"
      class="badge"
      data-status={status}
      title={disclosure.preview}
      aria-expanded={disclosure.open}
      aria-controls={disclosure.open ? disclosure.detailsId : undefined}
      onClick={disclosure.onToggle}
    >
      {content}
    </button>
  );
}

function StatusIcon({ status, icon }: { status: Status; icon: string | null }) {
  const node = useNamedIcon(status === 'none' ? icon : null);
  if (status === 'loading') return <span class="spinner" aria-hidden="true" />;
  if (status === 'failed') return <Icon name="alert" />;
  if (status === 'complete') return <Icon name="check" />;
  return node ? <Icon node={node} /> : <span class="badge-dot" aria-hidden="true" />;
}

function statusOf(task: Task, running: boolean): Status {
  if (isFailed(task)) return 'failed';
  const status = task.status_indicator ?? 'none';
  return status === 'loading' && !running ? 'none' : status;
}
