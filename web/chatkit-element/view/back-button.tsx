/** @jsxImportSource preact */
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import { usePanel } from './panel-context.ts';

/** From the history to the conversation. */
export function BackButton() {
  const { texts, actions } = usePanel();
  return (
    <IconButton label={texts.back} onClick={actions.hideHistory}>
      <Icon name="back" class="turns" />
    </IconButton>
  );
}
