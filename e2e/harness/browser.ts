/**
 * All that a journey needs of a browser, so that journeys are written once and run in each. One file per browser
 * stands behind it; what a person does with Latchkey's own pages is built on top, in person.ts.
 */

import type { Access } from './access';
import type { Paper } from './paper';

/** From the top left of the page's view, in CSS pixels. */
export type Place = { readonly x: number; readonly y: number };
export type Size = { readonly width: number; readonly height: number };

/** A tab, a window of its own, or the toolbar popup. Every wait fails with an error that says for what. */
export interface Tab {
  url(): Promise<string>;
  goto(url: string): Promise<void>;
  /** A real click, as by a mouse, in the middle of the one visible element. */
  click(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  /** An option of a `select`, by value. */
  choose(selector: string, value: string): Promise<void>;
  /** A key by its KeyboardEvent name, where the focus is. */
  press(key: string): Promise<void>;
  /** A key goes down and stays down; what is down already repeats, as a keyboard makes it. */
  hold(key: string): Promise<void>;
  release(key: string): Promise<void>;
  /** By a mouse, at a place in the page, whatever is there. */
  doubleClick(place: Place): Promise<void>;
  /** Of what shows the page, in CSS pixels. The toolbar popup has the size of its content. */
  resize(size: Size): Promise<void>;
  /** Until the selector matches a visible element, or with 'gone' until it matches none. */
  waitFor(selector: string, state?: 'visible' | 'gone', timeout?: number): Promise<void>;
  text(selector: string): Promise<string>;
  attribute(selector: string, name: string): Promise<string | null>;
  /** Of every match, in document order. */
  attributes(selector: string, name: string): Promise<string[]>;
  /** Runs `work` in the page; what goes in and comes out is JSON. */
  evaluate<Argument, Result>(
    work: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  /** Runs an expression, past the page's own policy; what comes out is JSON. */
  run<Result>(expression: string): Promise<Result>;
  /** As `evaluate`, in every page that is shown here from its next address on, before that page's own scripts. */
  prepare<Argument>(work: (argument: Argument) => void, argument: Argument): Promise<void>;
  /** The theme that the system is said to have, with motion reduced. */
  wear(theme: 'light' | 'dark'): Promise<void>;
  /** Shows it as it would be printed, or as it is again. */
  medium(medium: 'print' | 'screen'): Promise<void>;
  /** A PDF. */
  print(paper: Paper): Promise<Buffer>;
  /** Addresses of the frames in it, one level deep. */
  frames(): Promise<readonly string[]>;
  screenshot(path: string): Promise<void>;
  /** When the browser began to make the window it is in, of which it is the first page; ms since 1970. */
  windowSince(): Promise<number>;
  /** In front, with the focus. */
  show(): Promise<void>;
  close(): Promise<void>;
  closed(): Promise<boolean>;
}

/** A device's own, such as one asks for a face or finger. */
export interface NativeAuthenticator {
  /** How many passkeys it holds. */
  credentials(): Promise<number>;
  /** From now on its device is the one that the person sits at. */
  atHand(): Promise<void>;
}

/** A running browser with Latchkey in it and a profile of its own. */
export interface Browser {
  readonly name: 'chromium' | 'firefox';
  /** Folder of the profile; it outlives `restart`. */
  readonly profile: string;
  extensionUrl(path: string): string;
  open(url: string): Promise<Tab>;
  /** The newest tab, window or popup whose address holds `part`; waits for it. */
  find(part: string, timeout?: number): Promise<Tab>;
  /** Everything that is open, oldest first. */
  pages(): Promise<readonly Tab[]>;
  /** How many are open now. */
  count(part: string): Promise<number>;
  /** Opens the toolbar popup as a click on the button does. */
  openToolbarPopup(): Promise<Tab>;
  /**
   * Gives the page a native authenticator of its own, built in, with a person who always agrees. Where it belongs to
   * all of the browser, it takes the place of the last one.
   */
  addNativeAuthenticator(tab: Tab): Promise<NativeAuthenticator>;
  /** Takes the browser's own passkey, which the page in front offers in a field for a get() that waits. */
  takeOwnPasskey(): Promise<void>;
  /** Paths of the files that pages had saved so far, oldest first, each once it is whole. */
  downloads(): Promise<readonly string[]>;
  /** What the browser says of Latchkey's own pages in their consoles: errors, and what their policy refused. */
  reports(): Promise<readonly string[]>;
  /** Ends the background worker or event page, as the browser does when it likes; resolves when it is gone. */
  killBackground(): Promise<void>;
  /** Bytes that the background's scripts hold, after a collection of what is free; null where that cannot be known. */
  backgroundHeap(): Promise<number | null>;
  /** Tells the background that the person is idle or has locked the screen, as the browser's idle API does. */
  tellIdle(state: 'idle' | 'locked'): Promise<void>;
  /**
   * The extension's keyboard command over the tab in front, or its entry in the context menu of a field of that
   * tab. Firefox is pressed and clicked; in Chromium it is the event that it makes of that.
   */
  choose(way: 'command' | 'menu', name: string): Promise<void>;
  /** From now on the background's timers of a minute and more run out after a second. */
  hurryBackground(): Promise<void>;
  readonly access: Access;
  /** Quits and starts again with the same profile. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export type LaunchOptions = {
  readonly executable: string;
  /** Folder of the built extension. */
  readonly extension: string;
  readonly profile: string;
  readonly headless: boolean;
  readonly colorScheme?: 'light' | 'dark';
  /** Pin of the certificate that the test's https sites use; all of `*.test` is then this machine. */
  readonly pin?: string;
  /** With `pin`: where `*.test` and `*.example` are on this machine whose addresses name no port. */
  readonly port?: number;
};

/** Asks again until it is so. */
export async function until(what: string, is: () => Promise<boolean>, timeout = 10_000): Promise<void> {
  const end = Date.now() + timeout;
  while (!(await is())) {
    if (Date.now() > end) throw new Error(`waited ${timeout} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
