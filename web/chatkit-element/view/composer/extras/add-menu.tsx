/** @jsxImportSource preact */
import type { ToolOption } from '@openai/chatkit';
import { useRef } from 'preact/hooks';
import { composerIcons } from '../../../icons/composer-icons.ts';
import { namedIcon } from '../../../icons/named-icon.ts';
import { acceptAttribute } from '../../../state/attachment-rules.ts';
import { Icon } from '../../icon.tsx';
import { IconButton } from '../../icon-button.tsx';
import { usePanel } from '../../panel-context.ts';
import { MenuButton, type MenuGroup } from './menu.tsx';

type Props = { toolId: string | null; disabled: boolean };

/** Files, and the tools that have no button of their own. */
export function AddMenu({ toolId, disabled }: Props) {
  const { texts, options, actions } = usePanel();
  const files = useRef<HTMLInputElement>(null);
  const { attachments, tools = [] } = options.composer ?? {};
  const takesFiles = attachments?.enabled === true;
  const listed = tools.filter(({ pinned }) => !pinned);
  const choose = () => files.current?.click();
  const entryOf = ({ id, label, icon }: ToolOption) => ({
    key: id,
    label,
    icon: namedIcon(icon),
    checked: id === toolId,
    onSelect: () => actions.selectTool(id === toolId ? null : id),
  });
  const groups: MenuGroup[] = [];
  if (takesFiles) {
    const add = { key: 'files', label: texts.add_files, icon: composerIcons.paperclip, onSelect: choose };
    groups.push({ key: 'files', entries: [add] });
  }
  if (listed.length > 0) groups.push({ key: 'tools', label: texts.tools, entries: listed.map(entryOf) });
  if (groups.length === 0) return null;
  return (
    <>
      {listed.length === 0 ? (
        <IconButton label={texts.add_files} disabled={disabled} onClick={choose}>
          <Icon node={composerIcons.paperclip} />
        </IconButton>
      ) : (
        <MenuButton
          class="icon-button"
          label={takesFiles ? texts.add_menu : texts.choose_tool}
          groups={groups}
          disabled={disabled}
        >
          <Icon node={composerIcons.plus} />
        </MenuButton>
      )}
      {takesFiles ? (
        <input
          ref={files}
          type="file"
          hidden
          multiple
          accept={acceptAttribute(attachments.accept)}
          onChange={({ currentTarget }) => {
            actions.attach([...(currentTarget.files ?? [])]);
            // The same file can be chosen again.
            currentTarget.value = '';
          }}
        />
      ) : null}
    </>
  );
}
