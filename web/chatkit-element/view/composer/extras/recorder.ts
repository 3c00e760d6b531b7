// The microphone, from its opening to one recording.

/** What the server may be sent at most. */
const BYTES_MAX = 25 * 1024 * 1024;
const DURATION_MAX_MS = 5 * 60_000;
const SLICE_MS = 1000;
const BITS_PER_SECOND = 32_000;
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

export type Recorder = {
  /** Ends it; `recording` resolves. */
  stop(): void;
  /** What was recorded, whoever ended it: the user, a limit, or the microphone that went away. */
  recording: Promise<Blob>;
};

export function canRecord(): boolean {
  return typeof MediaRecorder === 'function' && navigator.mediaDevices?.getUserMedia !== undefined;
}

/** Rejects with the browser's DOMException when there is no microphone, or the user does not allow it. */
export async function startRecorder(): Promise<Recorder> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const release = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  try {
    return record(stream, release);
  } catch (error) {
    release();
    throw error;
  }
}

function record(stream: MediaStream, release: () => void): Recorder {
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, {
    audioBitsPerSecond: BITS_PER_SECOND,
    ...(mimeType ? { mimeType } : {}),
  });
  const parts: Blob[] = [];
  let size = 0;
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop();
  };
  const timer = setTimeout(stop, DURATION_MAX_MS);
  recorder.ondataavailable = ({ data }) => {
    size += data.size;
    if (size <= BYTES_MAX) parts.push(data);
    else stop();
  };
  const recording = new Promise<Blob>((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      release();
      settle();
    };
    recorder.onstop = () => end(() => resolve(new Blob(parts, { type: recorder.mimeType || TYPES[0] })));
    recorder.onerror = (event) => end(() => reject(event));
  });
  recorder.start(SLICE_MS);
  return { stop, recording };
}
