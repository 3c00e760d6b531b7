/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { composerIcons } from '../../../icons/composer-icons.ts';
import { type ChatState, isOpen } from '../../../state/chat-state.ts';
import { modelOf, toolOf } from '../../../state/choice.ts';
import styles from '../../../styles/composer-extras.css?inline';
import { useStyles } from '../../adopt-styles.ts';
import { Icon } from '../../icon.tsx';
import { IconButton } from '../../icon-button.tsx';
import { usePanel } from '../../panel-context.ts';
import { MentionButton } from '../../suggestions/mention-button.tsx';
import { AddMenu } from './add-menu.tsx';
import { ModelPicker } from './model-picker.tsx';
import { canRecord } from './recorder.ts';
import { RecordingStrip } from './recording-strip.tsx';
import { ToolButtons } from './tool-buttons.tsx';
import { useDictation } from './use-dictation.ts';
import { useFileIntake } from './use-file-intake.ts';

type Props = { state: ChatState; input: RefObject<HTMLTextAreaElement | null> };

/** The row of buttons under the text: files, tools, model, microphone. A recording takes its place. */
export function Bar({ state, input }: Props) {
  const { texts, options, actions } = usePanel();
  const { attachments, dictation } = options.composer ?? {};
  const bar = useRef<HTMLDivElement>(null);
  useStyles(bar, styles);
  const disabled = !isOpen(state) || state.phase === 'loading';
  const hovering = useFileIntake(input, attachments?.enabled === true && !disabled, actions.attach);
  const speech = useDictation(input);
  const tool = toolOf(state, options);
  return (
    <div ref={bar} class="bar-parts">
      {speech.phase === 'off' ? (
        <>
          <div class="bar-start">
            <AddMenu toolId={tool?.id ?? null} disabled={disabled} />
            <ToolButtons selected={tool} disabled={disabled} />
            <MentionButton input={input} disabled={disabled} />
            <ModelPicker selected={modelOf(state, options)} disabled={disabled} />
          </div>
          {dictation?.enabled && canRecord() ? (
            <IconButton label={texts.dictate} disabled={disabled} onClick={speech.start}>
              <Icon node={composerIcons.mic} />
            </IconButton>
          ) : null}
        </>
      ) : (
        <RecordingStrip {...speech} />
      )}
      {hovering ? (
        <p class="drop-hint" aria-hidden="true">
          <Icon node={composerIcons.paperclip} />
          {texts.drop_files}
        </p>
      ) : null}
    </div>
  );
}
