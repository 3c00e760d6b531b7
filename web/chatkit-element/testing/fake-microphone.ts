// What jsdom lacks of a browser: a microphone and a recorder that a test speaks into.

export type FakeMicrophone = {
  /** What the recorder gives when it is stopped, after what `speak` gave. */
  speak(words: Blob): void;
  /** Whether anything still listens. */
  isOpen(): boolean;
  /** The browser is again one without a microphone. */
  remove(): void;
};

/** `refusal` is what the browser answers when the user, or the machine, has no microphone to give. */
export function installMicrophone(refusal?: DOMException): FakeMicrophone {
  let open = 0;
  let current: FakeRecorder | null = null;

  class FakeRecorder {
    static isTypeSupported = (type: string) => type === 'audio/webm;codecs=opus';
    state = 'inactive';
    mimeType = 'audio/webm;codecs=opus';
    ondataavailable: ((event: { data: Blob }) => void) | null = null;
    onstop: (() => void) | null = null;
    onerror: ((event: unknown) => void) | null = null;
    start(): void {
      this.state = 'recording';
      current = this;
    }
    stop(): void {
      this.state = 'inactive';
      queueMicrotask(() => this.onstop?.());
    }
  }

  const track = { stop: () => open-- };
  const getUserMedia = async () => {
    if (refusal) throw refusal;
    open += 1;
    return { getTracks: () => [track] };
  };
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia }, configurable: true });
  Object.defineProperty(globalThis, 'MediaRecorder', { value: FakeRecorder, configurable: true });
  return {
    speak: (data) => current?.ondataavailable?.({ data }),
    isOpen: () => open > 0,
    remove() {
      Reflect.deleteProperty(navigator, 'mediaDevices');
      Reflect.deleteProperty(globalThis, 'MediaRecorder');
    },
  };
}
