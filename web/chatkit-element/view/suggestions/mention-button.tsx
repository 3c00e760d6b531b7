/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import { composerIcons } from '../../icons/composer-icons.ts';
import { Icon } from '../icon.tsx';
import { IconButton } from '../icon-button.tsx';
import { usePanel } from '../panel-context.ts';
import { beginMention } from './write-text.ts';

type Props = { input: RefObject<HTMLTextAreaElement | null>; disabled: boolean };

/** For those who do not know the sign that opens the list. */
export function MentionButton({ input, disabled }: Props) {
  const { texts, options } = usePanel();
  const { showComposerMenu, onTagSearch } = options.entities ?? {};
  if (!showComposerMenu || typeof onTagSearch !== 'function') return null;
  return (
    <IconButton
      label={texts.mention}
      disabled={disabled}
      onClick={() => input.current && beginMention(input.current)}
    >
      <Icon node={composerIcons['at-sign']} />
    </IconButton>
  );
}
