/** @jsxImportSource preact */
import { headerIcons } from '../icons/header-icons.ts';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import { usePanel } from './panel-context.ts';

/** From the history to the conversation. */
export function BackButton() {
  const { texts, actions } = usePanel();
  return (
    <IconButton label={texts.back} onClick={actions.hideHistory}>
      <Icon node={headerIcons['back-large']} class="turns" />
    </IconButton>
  );
}
