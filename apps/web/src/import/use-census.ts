import { useCallback, useState } from 'react';
import type { CensusAnswer, ErrorBody } from '#contracts';
import { sendCensus } from './send-census.js';
import type { CensusOrder } from './send-census.js';

/** Where a file stands: chosen, on its way, checked, taken in, or not taken. */
export type CensusStep =
  | { readonly step: 'choose' }
  | {
      readonly step: 'sending';
      readonly source: string;
      readonly taking: boolean;
      readonly part: number;
    }
  | { readonly step: 'checked'; readonly order: CensusOrder; readonly answer: CensusAnswer }
  | { readonly step: 'taken'; readonly answer: CensusAnswer }
  | {
      readonly step: 'failed';
      /** Null: the service was not reached, and sending again is safe. */
      readonly error: ErrorBody | null;
      /** What to try again: the check, or the taking. */
      readonly again: () => void;
    };

export interface CensusTools {
  readonly at: CensusStep;
  readonly check: (order: CensusOrder) => void;
  readonly take: (order: CensusOrder, confirm: boolean) => void;
  readonly restart: () => void;
}

/** Sends a file: first to be checked, then to be taken in as it was checked. */
export function useCensus(whenTaken: () => void): CensusTools {
  const [at, setAt] = useState<CensusStep>({ step: 'choose' });

  const check = useCallback(function again(order: CensusOrder): void {
    const { source } = order;
    setAt({ step: 'sending', source, taking: false, part: 0 });
    const progress = (part: number) => setAt({ step: 'sending', source, taking: false, part });
    void sendCensus(order, 'dry-run', progress).then((reply) => {
      const now = reply.kind === 'refused' ? serviceNow(reply.error) : null;
      if (reply.kind === 'answer') setAt({ step: 'checked', order, answer: reply.answer });
      else if (order.saidNow && now !== null) again({ ...order, takenAt: now, saidNow: false });
      else setAt(failed(reply, () => again(order)));
    });
  }, []);

  const take = useCallback(
    function again(order: CensusOrder, confirm: boolean): void {
      const { source } = order;
      setAt({ step: 'sending', source, taking: true, part: 0 });
      const progress = (part: number) => setAt({ step: 'sending', source, taking: true, part });
      void sendCensus(order, confirm ? 'confirm' : 'take', progress).then((reply) => {
        if (reply.kind !== 'answer') return setAt(failed(reply, () => again(order, confirm)));
        setAt({ step: 'taken', answer: reply.answer });
        whenTaken();
      });
    },
    [whenTaken],
  );

  const restart = useCallback(() => setAt({ step: 'choose' }), []);
  return { at, check, take, restart };
}

/** The service's time, where a file was refused for being ahead of it. */
function serviceNow({ code, details }: ErrorBody): string | null {
  const now = details['now'];
  return code === 'census-in-future' && typeof now === 'string' ? now : null;
}

function failed(
  reply: { readonly kind: 'unreached' } | { readonly kind: 'refused'; readonly error: ErrorBody },
  again: () => void,
): CensusStep {
  return { step: 'failed', error: reply.kind === 'refused' ? reply.error : null, again };
}
