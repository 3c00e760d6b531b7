// What the composer can do, as commands: the same as its buttons.
import { composerIcons } from '../../icons/composer-icons.ts';
import { namedIcon } from '../../icons/named-icon.ts';
import { fill } from '../../locales/en.ts';
import type { Panel } from '../panel-context.ts';
import { type Entry, hasEntities } from './entries.ts';

type Doing = {
  /** Lets the user choose files. */
  chooseFiles: () => void;
  /** Begins a mention. */
  mention: () => void;
};

export function ownCommands({ options, texts, actions }: Panel, { chooseFiles, mention }: Doing): Entry[] {
  const { attachments, tools = [], models = [] } = options.composer ?? {};
  const entries: Entry[] = [];
  const add = (key: string, entry: Omit<Entry, 'key' | 'choice'>, act: () => void) =>
    entries.push({ key: `own ${key}`, ...entry, choice: { type: 'act', act } });
  const group = texts.composer;
  if (attachments?.enabled) {
    add('files', { title: texts.add_files, group, icon: composerIcons.paperclip }, chooseFiles);
  }
  if (hasEntities(options)) {
    add('mention', { title: texts.mention, group, icon: composerIcons['at-sign'] }, mention);
  }
  for (const { id, label, icon } of tools) {
    const look = { title: label, group: texts.tools, icon: namedIcon(icon) };
    add(`tool ${id}`, look, () => actions.selectTool(id));
  }
  for (const { id, label, description, disabled } of models.length > 1 ? models : []) {
    const look = { title: fill(texts.model, { label }), description, group: texts.models };
    if (!disabled) add(`model ${id}`, look, () => actions.selectModel(id));
  }
  return entries;
}
