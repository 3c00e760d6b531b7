/** @jsxImportSource preact */
import { CopyButton } from './copy-button.tsx';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import { usePanel } from './panel-context.ts';

/** What can be done with a finished answer, or for a message that got none. */
export function TurnToolbar(props: {
  rowKey: string;
  answer: string | null;
  idle: boolean;
  alignEnd: boolean;
}) {
  const { texts, options, actions } = usePanel();
  return (
    <div class="toolbar" data-align={props.alignEnd ? 'end' : undefined}>
      {props.answer ? <CopyButton text={props.answer} label={texts.copy_message} /> : null}
      {options.threadItemActions?.retry ? (
        <IconButton
          label={texts.answer_again}
          disabled={!props.idle}
          onClick={() => actions.retry(props.rowKey)}
        >
          <Icon name="retry" />
        </IconButton>
      ) : null}
    </div>
  );
}
