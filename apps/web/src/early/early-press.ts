import { PAGE_EARLY_ID } from '#contracts';

/** More presses than anybody makes before a page is alive; what is over is said and not taken. */
const PRESSES_MAX = 32;

/** What was pressed on a page that is drawn and not alive yet, and what it said of itself then. */
export interface EarlyPress {
  readonly element: HTMLElement;
  /** None of a press by hand; a letter, and the digit that followed it. */
  readonly keys: readonly string[];
  readonly words: string;
}

interface EarlyHand {
  /** In the order in which they are carried out. */
  presses: readonly EarlyPress[];
  /** From here on the app hears for itself. */
  readonly stop: () => void;
  readonly wordsOf: (element: HTMLElement) => string;
}

declare global {
  interface Window {
    earlyHand?: EarlyHand;
  }
}

/**
 * Runs in the page before the app has come: remembers what was pressed and shows that it was felt.
 * The service puts its text into the page, so it stands on nothing outside of itself.
 */
function catchEarly(statusId: string, most: number): void {
  // Bed and name of a patient, the words of anything else.
  const wordsOf = (element: HTMLElement): string =>
    (
      element.querySelector('.app-hidden') ??
      element.closest('label') ??
      element
    ).textContent.trim();
  const say = (words: string): void => {
    const status = document.getElementById(statusId);
    if (status !== null) status.textContent = words;
  };
  const hold = (presses: readonly EarlyPress[]): void => {
    if (presses.length > most) return say(`Only ${most} presses wait: the last was not taken.`);
    for (const held of document.querySelectorAll('[aria-busy]')) held.removeAttribute('aria-busy');
    hand.presses = presses;
    for (const { element } of presses) {
      element.setAttribute('aria-busy', 'true');
      element.closest('tr')?.setAttribute('aria-busy', 'true');
    }
    const last = presses.at(-1)?.words;
    const wait = presses.length === 1 ? '' : `${presses.length} presses wait, the last: `;
    say(last === undefined ? '' : `One moment. ${wait}${last}`);
  };
  const onClick = (event: MouseEvent): void => {
    const element = (event.target as Element).closest<HTMLElement>('#app button, #app input');
    if (element === null) return;
    // One thing is open at a time: a press by hand is forgotten for a later one, a mark by key is not.
    const marks = hand.presses.filter(({ keys }) => keys.length > 0);
    hold([...marks, { element, keys: [], words: wordsOf(element) }]);
  };
  const onKey = (event: KeyboardEvent): void => {
    const { key } = event;
    const element = (event.target as Element).closest<HTMLElement>('[data-stay]');
    if (element === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const marks = [...document.querySelectorAll<HTMLElement>('[data-stay]')];
    const at = marks.indexOf(element);
    // Walking is done at once: a letter is meant for the bed that was walked to.
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      marks[key === 'ArrowDown' ? at + 1 : at - 1]?.focus();
    } else if (key === 'Escape') hold(hand.presses.slice(0, -1));
    else if (/^[gr]$/i.test(key)) {
      const others = hand.presses.filter((one) => one.element !== element);
      hold([...others, { element, keys: [key], words: wordsOf(element) }]);
    } else if (/^[1-9]$/.test(key)) {
      const last = hand.presses.at(-1);
      const [letter] = last?.keys ?? [];
      if (last?.element === element && letter !== undefined)
        hold([...hand.presses.slice(0, -1), { ...last, keys: [letter, key] }]);
    }
  };
  document.addEventListener('click', onClick, true);
  document.addEventListener('keydown', onKey, true);
  const hand: EarlyHand = {
    presses: [],
    wordsOf,
    stop() {
      document.removeEventListener('click', onClick, true);
      document.removeEventListener('keydown', onKey, true);
    },
  };
  window.earlyHand = hand;
}

/** The text of the script that the service puts into a page it draws. */
export const earlyScript = `(${catchEarly.toString()})(${JSON.stringify(PAGE_EARLY_ID)}, ${PRESSES_MAX})`;

/** The app hears for itself from now on; what was pressed before is carried out when the board stands. */
export function takeOverHand(): void {
  window.earlyHand?.stop();
}

/** The next of what was pressed before the app was there; null when all of it was taken. */
export function takeEarly(): EarlyPress | null {
  const hand = window.earlyHand;
  const [first, ...rest] = hand?.presses ?? [];
  if (hand === undefined || first === undefined) {
    delete window.earlyHand;
    document.getElementById(PAGE_EARLY_ID)?.remove();
    return null;
  }
  hand.presses = rest;
  return first;
}

/**
 * Does what was pressed, and only where the very thing that was pressed is still what it was: the same
 * stay, in the same bed, by the same name.
 */
export function carryOut({ element, keys, words }: EarlyPress): void {
  element.removeAttribute('aria-busy');
  element.closest('tr')?.removeAttribute('aria-busy');
  if (!element.isConnected || window.earlyHand?.wordsOf(element) !== words) return;
  if (keys.length === 0) element.click();
  for (const key of keys)
    element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}
