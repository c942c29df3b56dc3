import { useSyncExternalStore } from 'react';

/** Where a chart lies. On a phone it is as wide as its letters need, and what stood beside it stands above. */
export interface Frame {
  readonly isNarrow: boolean;
  readonly width: number;
  /** Room at the right for labels. */
  readonly right: number;
  readonly top: number;
  readonly ground: number;
  readonly height: number;
}

const FOOT = 30;
const WIDE: Frame = {
  isNarrow: false,
  width: 640,
  right: 152,
  top: 24,
  ground: 250,
  height: 250 + FOOT,
};
const NARROW: Frame = {
  isNarrow: true,
  width: 360,
  right: 4,
  top: 104,
  ground: 300,
  height: 300 + FOOT,
};

const PHONE = '(max-width: 767px)';

export const isPhone = (): boolean => window.matchMedia(PHONE).matches;

/** The frame for this window; it follows when the window is turned. */
export function useFrame(): Frame {
  const narrow = useSyncExternalStore((changed) => {
    const query = window.matchMedia(PHONE);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, isPhone);
  return narrow ? NARROW : WIDE;
}

/** Parts of a stack, one upon the other. */
export function heights(values: readonly (number | null)[], scale: number) {
  let at = 0;
  return values.map((value) => {
    const from = at;
    at += (value ?? 0) * scale;
    return { from, to: at };
  });
}

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

export const wholeNumber = (value: number): string => whole.format(value);
