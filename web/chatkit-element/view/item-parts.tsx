// Kinds of items that few conversations have; their code is fetched with the first one.
import { lazy } from './lazy.tsx';

export const GeneratedImage = lazy(
  async () => (await import('./generated-image/generated-image.tsx')).GeneratedImage,
);

export const Answers = lazy(async () => (await import('./structured-input/answers.tsx')).Answers);
