// What a page still has to draw when its tests are over is drawn before its window goes: a hook that is put off to
// the next frame would otherwise find none.
import { afterAll } from 'vitest';

const FRAMES = 3;

afterAll(async () => {
  document.body.replaceChildren();
  for (let n = 0; n < FRAMES; n += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
});
