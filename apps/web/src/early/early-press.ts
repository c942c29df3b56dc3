import { PAGE_EARLY_ID } from '#contracts';

/** What was pressed last on a page that is drawn and not alive yet, and what it said of itself then. */
interface EarlyPress {
  readonly element: HTMLElement;
  /** Null of a press by hand. */
  readonly key: string | null;
  readonly words: string;
}

interface EarlyHand {
  last: EarlyPress | null;
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
 * Runs in the page before the app has come: remembers what was pressed last and shows that it was felt.
 * The service puts its text into the page, so it stands on nothing outside of itself.
 */
function catchEarly(statusId: string): void {
  // Bed and name of a patient, the words of anything else.
  const wordsOf = (element: HTMLElement): string =>
    (
      element.querySelector('.app-hidden') ??
      element.closest('label') ??
      element
    ).textContent.trim();
  const feel = (press: EarlyPress | null): void => {
    for (const held of document.querySelectorAll('[aria-busy]')) held.removeAttribute('aria-busy');
    hand.last = press;
    press?.element.setAttribute('aria-busy', 'true');
    press?.element.closest('tr')?.setAttribute('aria-busy', 'true');
    const status = document.getElementById(statusId);
    if (status !== null) status.textContent = press === null ? '' : `One moment. ${press.words}`;
  };
  const onClick = (event: MouseEvent): void => {
    const element = (event.target as Element).closest<HTMLElement>('#app button, #app input');
    if (element !== null) feel({ element, key: null, words: wordsOf(element) });
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
    } else if (key === 'Escape') feel(null);
    else if (/^[gr]$/i.test(key)) feel({ element, key, words: wordsOf(element) });
  };
  document.addEventListener('click', onClick, true);
  document.addEventListener('keydown', onKey, true);
  const hand: EarlyHand = {
    last: null,
    wordsOf,
    stop() {
      document.removeEventListener('click', onClick, true);
      document.removeEventListener('keydown', onKey, true);
    },
  };
  window.earlyHand = hand;
}

/** The text of the script that the service puts into a page it draws. */
export const earlyScript = `(${catchEarly.toString()})(${JSON.stringify(PAGE_EARLY_ID)})`;

/** The app hears for itself from now on; what was pressed before is carried out when the board stands. */
export function takeOverHand(): void {
  window.earlyHand?.stop();
}

/**
 * Does what was pressed before the app was there, once, and only where the very thing that was pressed is
 * still what it was: the same stay, in the same bed, by the same name.
 */
export function carryOutEarly(): void {
  const hand = window.earlyHand;
  if (hand === undefined) return;
  delete window.earlyHand;
  document.getElementById(PAGE_EARLY_ID)?.remove();
  for (const held of document.querySelectorAll('[aria-busy]')) held.removeAttribute('aria-busy');
  const { last } = hand;
  if (last === null || !last.element.isConnected || hand.wordsOf(last.element) !== last.words)
    return;
  if (last.key === null) last.element.click();
  else
    last.element.dispatchEvent(
      new KeyboardEvent('keydown', { key: last.key, bubbles: true, cancelable: true }),
    );
}
