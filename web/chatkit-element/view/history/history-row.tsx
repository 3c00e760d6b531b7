/** @jsxImportSource preact */
import trashIcon from 'lucide/dist/esm/icons/trash.mjs';
import { chatkitIcons } from '../../icons/chatkit-icons.ts';
import { fill } from '../../locales/en.ts';
import type { ThreadInfo } from '../../state/chat-state.ts';
import { Icon } from '../icon.tsx';
import { usePanel } from '../panel-context.ts';
import { DeleteConfirm } from './delete-confirm.tsx';
import { relativeTime } from './relative-time.ts';
import { RenameField } from './rename-field.tsx';
import { type MenuEntry, RowMenu } from './row-menu.tsx';

export type RowMode = 'rename' | 'delete';

type Props = {
  thread: ThreadInfo;
  current: boolean;
  mode: RowMode | null;
  now: number;
  language: string;
  onMode: (mode: RowMode | null) => void;
  onDelete: () => void;
};

/** A thread: a button that opens it, and a menu; or what was chosen there. */
export function HistoryRow({ thread, current, mode, now, language, onMode, onDelete }: Props) {
  const { texts, options, actions } = usePanel();
  const title = thread.title || texts.new_thread_title;
  const rename: MenuEntry = {
    label: texts.rename,
    icon: <Icon node={chatkitIcons.write} />,
    run: () => onMode('rename'),
  };
  const remove: MenuEntry = {
    label: texts.delete,
    icon: <Icon node={trashIcon} />,
    danger: true,
    run: () => onMode('delete'),
  };
  const { showRename = true, showDelete = true } = options.history ?? {};
  const entries = [...(showRename ? [rename] : []), ...(showDelete ? [remove] : [])];
  if (mode === 'rename') {
    const save = (next: string) => {
      onMode(null);
      if (next === '' || next === title) return;
      actions.renameThread(thread.id, next);
      actions.announce(texts.thread_renamed);
    };
    return <RenameField title={title} onSave={save} onCancel={() => onMode(null)} />;
  }
  if (mode === 'delete') {
    return <DeleteConfirm title={title} onDelete={onDelete} onCancel={() => onMode(null)} />;
  }
  const date = new Date(thread.created_at);
  return (
    <>
      <button
        type="button"
        class="history-open"
        aria-current={current || undefined}
        onClick={() => actions.openThread(thread.id)}
      >
        <span class="history-title" dir="auto">
          {title}
        </span>
        {Number.isNaN(date.getTime()) ? null : (
          <time dateTime={thread.created_at} title={date.toLocaleString(language)}>
            {relativeTime(thread.created_at, now, language)}
          </time>
        )}
      </button>
      {entries.length > 0 ? (
        <RowMenu label={fill(texts.thread_actions, { title })} entries={entries} />
      ) : null}
    </>
  );
}
