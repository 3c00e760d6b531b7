/** @jsxImportSource preact */
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import { useIdle } from './idle-context.ts';
import { usePanel } from './panel-context.ts';

const icon = <Icon name="retry" />;

/** Answers the message of this row once more. */
export function RetryButton({ rowKey }: { rowKey: string }) {
  const { texts, actions } = usePanel();
  const idle = useIdle();
  return (
    <IconButton label={texts.answer_again} disabled={!idle} onClick={() => actions.retry(rowKey)}>
      {icon}
    </IconButton>
  );
}
