/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../icon.tsx';
import { IconButton } from '../../icon-button.tsx';
import { usePanel } from '../../panel-context.ts';
import type { Dictation } from './use-dictation.ts';

/** What is to be seen and pressed while the microphone is open. */
export function RecordingStrip({ phase, finish, cancel }: Pick<Dictation, 'phase' | 'finish' | 'cancel'>) {
  const { texts } = usePanel();
  const seconds = useSeconds(phase === 'recording');
  const strip = useRef<HTMLFieldSetElement>(null);
  // The button that was pressed is gone: the focus goes to what ends the recording.
  useEffect(() => {
    if (phase !== 'writing') strip.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, [phase]);
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <fieldset
      ref={strip}
      class="recording"
      aria-label={texts.dictate}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        cancel();
      }}
    >
      <IconButton label={texts.dictation_cancel} onClick={cancel}>
        <Icon name="close" />
      </IconButton>
      <p class="recording-words" data-phase={phase}>
        {phase === 'recording' ? (
          <i class="recording-dot" aria-hidden="true" />
        ) : (
          <i class="spinner" aria-hidden="true" />
        )}
        {phase === 'recording' ? <time aria-hidden="true">{clock}</time> : null}
        <span>{phase === 'writing' ? texts.dictation_working : texts.dictation_listening}</span>
      </p>
      {phase === 'writing' ? null : (
        <button
          type="button"
          class="icon-button recording-done"
          data-first
          aria-label={texts.dictation_done}
          title={texts.dictation_done}
          disabled={phase === 'opening'}
          onClick={finish}
        >
          <Icon name="check" />
        </button>
      )}
    </fieldset>
  );
}

function useSeconds(running: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!running) return;
    const started = Date.now();
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - started) / 1000)), 250);
    return () => clearInterval(timer);
  }, [running]);
  return seconds;
}
