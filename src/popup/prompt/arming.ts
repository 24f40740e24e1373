/** How long a prompt must have been in view, with focus and at rest, before it takes an approval; ms (D36). */
export const ARMING_DELAY = 500;

export type Timers = {
  set(run: () => void, after: number): number;
  clear(id: number): void;
};

export type Arming = {
  /** The prompt is in view with focus, or not. Each call starts the delay anew. */
  attend(attended: boolean): void;
  /** The prompt moved under the pointer: the delay starts anew if it is attended. */
  disturb(): void;
  /** A key was pressed: one before it is armed was meant for what was there before, and so may be the next. */
  typed(): void;
  /** The window's size now; another than before is a disturbance. */
  sized(width: number, height: number): void;
  /** The prompt is gone. */
  stop(): void;
};

/**
 * Keeps an approval from being given by a click or a key that was meant for what was there before the prompt.
 * `change` hears of every change, false first.
 */
export function arming(timers: Timers, change: (armed: boolean) => void): Arming {
  let attended = false;
  let armed = false;
  let timer: number | null = null;
  let size = '';

  function tell(next: boolean): void {
    if (next === armed) return;
    armed = next;
    change(next);
  }

  function restart(): void {
    if (timer !== null) timers.clear(timer);
    timer = null;
    tell(false);
    if (!attended) return;
    timer = timers.set(() => {
      timer = null;
      tell(true);
    }, ARMING_DELAY);
  }

  return {
    attend(now) {
      attended = now;
      restart();
    },
    disturb: restart,
    typed() {
      if (!armed) restart();
    },
    sized(width, height) {
      const before = size;
      size = `${width} ${height}`;
      if (before !== size) restart();
    },
    stop() {
      attended = false;
      restart();
    },
  };
}
