import type { DelayAnswer, EndDelayBody, OpenDelayBody, WithdrawBody } from '#contracts';
import type { NoteWords, Person, Result, StayState } from '#domain';
import { accept, endDelay, instantText, isOpen, londonInstant, openDelay, refuse } from '#domain';
import { actorOf } from '#persistence';
import { sealed } from '../2-board-round/mark.js';
import { actedAt } from '../house/acted-at.js';
import type { House } from '../house/house.js';
import { organisationOf } from '../house/ids.js';
import { runStayCommand } from '../house/stay-command.js';

/** Opens a delay of a stay: `POST /stays/{stay}/delays`. */
export function open(
  house: House,
  person: Person,
  stay: string,
  body: OpenDelayBody,
  digest: string,
): Promise<Result<DelayAnswer>> {
  const { commandId, at, since, because, ...rest } = body;
  const notes: NoteWords[] = [];
  const delay = house.ids.of(organisationOf(stay));
  const from = since.includes('T') ? instantText(since) : instantText(londonInstant(since));
  const words = because === undefined ? {} : { because: sealed(house, stay, because, notes) };
  return runStayCommand<Pick<DelayAnswer, 'delay'>>(house, person, {
    commandId,
    digest,
    stay,
    date: null,
    permission: 'delay',
    at: actedAt(house, at),
    decide: (state, context) => {
      const asked = { ...rest, ...words, delay, since: from } as Parameters<typeof openDelay>[1];
      const fact = openDelay(state, asked, context);
      if (!fact.ok) return fact;
      return accept({ facts: [fact.value], notes, answer: delayAnswer(delay) });
    },
  });
}

/** Ends a delay: `POST /delays/{delay}/end`. */
export async function end(
  house: House,
  person: Person,
  delay: string,
  body: EndDelayBody,
  digest: string,
): Promise<Result<DelayAnswer>> {
  const stay = await stayOfDelay(house, person, delay);
  if (stay === null) return refuse('not-found');
  return runStayCommand<Pick<DelayAnswer, 'delay'>>(house, person, {
    commandId: body.commandId,
    digest,
    stay,
    date: null,
    permission: 'delay',
    at: undefined,
    decide: (state, { now }) => {
      const at = body.at === undefined ? now : instantText(body.at);
      const fact = endDelay(state, { delay, at }, now);
      if (!fact.ok) return fact;
      return accept({ facts: [fact.value], answer: delayAnswer(delay) });
    },
  });
}

/** Takes a delay back as entered in error: `POST /delays/{delay}/withdraw`. It counts nothing any more. */
export async function withdrawDelay(
  house: House,
  person: Person,
  delay: string,
  body: WithdrawBody,
  digest: string,
): Promise<Result<DelayAnswer>> {
  const stay = await stayOfDelay(house, person, delay);
  if (stay === null) return refuse('not-found');
  const notes: NoteWords[] = [];
  const because = sealed(house, stay, body.because, notes);
  return runStayCommand<Pick<DelayAnswer, 'delay'>>(house, person, {
    commandId: body.commandId,
    digest,
    stay,
    date: null,
    permission: 'delay',
    at: actedAt(house, body.at),
    decide: (state) => {
      const held = state.delays.find((one) => one.delay === delay);
      if (held === undefined) return refuse('not-found');
      if (held.withdrawn || (body.ifVersion !== undefined && body.ifVersion !== held.version))
        return refuse('delay-changed', { current: { version: held.version, open: isOpen(held) } });
      return accept({
        facts: [{ type: 'delay-withdrawn', body: { delay, because } }],
        notes,
        answer: delayAnswer(delay),
      });
    },
  });
}

function delayAnswer(id: string) {
  return (after: StayState): Pick<DelayAnswer, 'delay'> => {
    const delay = after.delays.find((one) => one.delay === id);
    if (delay === undefined) throw new Error('a delay that was written is there');
    return { delay };
  };
}

async function stayOfDelay(house: House, person: Person, delay: string): Promise<string | null> {
  const rows = await house.persistence
    .as(actorOf(person))
    .query<{ stay: string }>('SELECT stay FROM delay WHERE organisation = $1 AND delay = $2', [
      organisationOf(delay),
      delay,
    ]);
  return rows[0]?.stay ?? null;
}
