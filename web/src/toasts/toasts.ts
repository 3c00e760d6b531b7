// What the page says about something that has just happened, a few at a time. Knows no React and no clock.
import { createContext } from 'react';

export type Toast = {
  /** What it is about: a newer toast about the same takes its place. */
  about: string;
  text: string;
  look?: 'info' | 'error';
  action?: { name: string; run: () => void } | undefined;
  /** Something is on its way: the toast stays until it is known what came of it. */
  busy?: boolean;
};

/** More than a person can read before the first is gone. */
const TOASTS_MAX = 3;

export class Toasts {
  readonly #listeners = new Set<() => void>();
  #list: readonly Toast[] = [];

  readonly list = (): readonly Toast[] => this.#list;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Shows it in the place of the one about the same, else as the newest. */
  show(toast: Toast): void {
    if (this.#has(toast.about)) this.update(toast);
    else this.#set(withinNumber([...this.#list, toast]));
  }

  /** As `show`, but a toast that is there no more stays away. */
  update(toast: Toast): void {
    if (!this.#has(toast.about)) return;
    this.#set(this.#list.map((shown) => (shown.about === toast.about ? toast : shown)));
  }

  dismiss(about: string): void {
    if (this.#has(about)) this.#set(this.#list.filter((toast) => toast.about !== about));
  }

  clear(): void {
    if (this.#list.length > 0) this.#set([]);
  }

  #has(about: string): boolean {
    return this.#list.some((toast) => toast.about === about);
  }

  #set(list: readonly Toast[]): void {
    this.#list = list;
    for (const listener of this.#listeners) listener();
  }
}

/** The oldest goes first, but none that waits for an answer. */
function withinNumber(list: Toast[]): Toast[] {
  if (list.length <= TOASTS_MAX) return list;
  const going = list.findIndex((toast) => !toast.busy);
  return list.filter((_, index) => index !== Math.max(0, going));
}

export const ToastsContext = createContext(new Toasts());
