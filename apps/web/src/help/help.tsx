import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { ReactNode } from 'react';
import { Dialog } from '../parts/dialog.js';
import { usePageKey } from '../parts/page-key.js';

/** What a screen's keys do, and what else is good to know there. */
export interface HelpCard {
  readonly title: string;
  readonly keys: readonly (readonly [key: string, does: string])[];
  readonly also?: readonly string[];
}

const EVERYWHERE: HelpCard = {
  title: 'Every screen',
  keys: [
    ['?', 'this card'],
    ['Tab', 'the next thing that can be pressed; with Shift the one before'],
    ['Enter', 'press it'],
    ['Esc', 'close what lies over the screen'],
  ],
};

interface Help {
  readonly open: () => void;
  readonly show: (card: HelpCard) => () => void;
  readonly keysOn: boolean;
}

const HelpContext = createContext<Help | null>(null);
const KEYS_KEPT = 'boardround.keys';

/** Whether single keys work is kept on the device; who draws a page for one does not know it. */
const listeners = new Set<() => void>();

function onKeysKept(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function areKeysOn(): boolean {
  return localStorage.getItem(KEYS_KEPT) !== 'off';
}

function keepKeys(on: boolean): void {
  localStorage.setItem(KEYS_KEPT, on ? 'on' : 'off');
  for (const listener of listeners) listener();
}

/** The card of keys, opened by `?` wherever nobody types, and the switch for whoever wants no keys. */
export function HelpProvider({ children }: { readonly children: ReactNode }) {
  const [cards, setCards] = useState<readonly HelpCard[]>([]);
  const [isOpen, setOpen] = useState(false);
  const keysOn = useSyncExternalStore(onKeysKept, areKeysOn, () => true);
  const show = useCallback((card: HelpCard) => {
    setCards((held) => [...held, card]);
    return () => setCards((held) => held.filter((one) => one !== card));
  }, []);
  const open = useCallback(() => setOpen(true), []);
  // The same key closes the card, which is a sheet.
  usePageKey(
    (event) => {
      if (event.key !== '?') return;
      event.preventDefault();
      setOpen((one) => !one);
    },
    { listening: keysOn, overSheets: true },
  );
  const help = useMemo(() => ({ open, show, keysOn }), [open, show, keysOn]);
  return (
    <HelpContext value={help}>
      {children}
      {isOpen && (
        <Dialog title="Keys" close={() => setOpen(false)}>
          {[...cards, EVERYWHERE].map((card) => (
            <Card key={card.title} card={card} />
          ))}
          <label className="app-tickbox">
            <input type="checkbox" checked={keysOn} onChange={() => keepKeys(!keysOn)} /> Single
            keys work on this device
          </label>
        </Dialog>
      )}
    </HelpContext>
  );
}

function Card({ card }: { readonly card: HelpCard }) {
  return (
    <section className="app-help-card">
      <h3>{card.title}</h3>
      <dl>
        {card.keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              {key === '1 to 8' || key === '1 to 9' ? (
                <kbd>{key}</kbd>
              ) : (
                key.split(' ').map((one) => <kbd key={one}>{one}</kbd>)
              )}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      {card.also?.map((words) => (
        <p key={words}>{words}</p>
      ))}
    </section>
  );
}

function useHelpContext(): Help {
  const help = useContext(HelpContext);
  if (help === null) throw new Error('help outside of HelpProvider');
  return help;
}

/** Puts a screen's card on the help card while the screen is shown. Give it a constant. */
export function useHelp(card: HelpCard): void {
  const { show } = useHelpContext();
  useEffect(() => show(card), [show, card]);
}

export function useKeysOn(): boolean {
  return useHelpContext().keysOn;
}

/** Opens the card by hand. */
export function HelpButton() {
  const { open } = useHelpContext();
  return (
    <button type="button" className="app-help-button" onClick={open}>
      <span aria-hidden="true">?</span>
      <span className="app-hidden">Keys and help</span>
    </button>
  );
}
