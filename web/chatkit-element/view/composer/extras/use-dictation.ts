import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { usePanel } from '../../panel-context.ts';
import { insertText } from './insert-text.ts';
import { type Recorder, startRecorder } from './recorder.ts';

export type Dictation = {
  phase: 'off' | 'opening' | 'recording' | 'writing';
  start(): void;
  /** Ends the recording and has it written down. */
  finish(): void;
  /** Throws away what was said. */
  cancel(): void;
};

/** From the microphone to words at the caret. Ends with the panel. */
export function useDictation(input: RefObject<HTMLTextAreaElement | null>): Dictation {
  const { texts, actions } = usePanel();
  const [phase, setPhase] = useState<Dictation['phase']>('off');
  const recorder = useRef<Recorder | null>(null);
  /** Which recording is wanted; a higher number makes an older one unwanted. */
  const wanted = useRef(0);

  const end = () => {
    wanted.current += 1;
    recorder.current?.stop();
    recorder.current = null;
  };
  const leave = () => {
    setPhase('off');
    input.current?.focus();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the panel goes
  useEffect(() => end, []);

  async function run(): Promise<void> {
    wanted.current += 1;
    const mine = wanted.current;
    const isWanted = () => wanted.current === mine;
    setPhase('opening');
    try {
      const opened = await startRecorder();
      if (!isWanted()) {
        opened.recording.catch(() => {}); // nobody hears it
        opened.stop();
        return;
      }
      recorder.current = opened;
      setPhase('recording');
      actions.announce(texts.dictation_listening);
      const recording = await opened.recording;
      if (!isWanted()) return;
      setPhase('writing');
      const words = await actions.transcribe(recording);
      if (!isWanted()) return;
      leave();
      if (words && input.current) insertText(input.current, words);
      else if (words === '') void actions.reportDictation('dictation_silent');
    } catch (error) {
      if (!isWanted()) return;
      leave();
      void actions.reportDictation(reasonOf(error), error);
    }
  }

  return {
    phase,
    start: () => void run(),
    finish: () => recorder.current?.stop(),
    cancel: () => {
      end();
      leave();
    },
  };
}

function reasonOf(error: unknown) {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'dictation_denied';
  return name === 'NotFoundError' ? 'dictation_no_microphone' : 'dictation_failed';
}
