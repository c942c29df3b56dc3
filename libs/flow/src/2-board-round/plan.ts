import type { PlanAnswer, PlanBody, PlanView } from '#contracts';
import type { ChangePlan, NoteWords, Person, Result, RowContext, StayState } from '#domain';
import { accept, audienceOf, changePlan, londonDate, planPart, refuse } from '#domain';
import { actedAt } from '../house/acted-at.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { runStayCommand } from '../house/stay-command.js';
import { sealed } from './mark.js';

/** Changes the plan of a stay: `PUT /stays/{stay}/plan`. */
export async function plan(
  house: House,
  person: Person,
  stay: string,
  body: PlanBody,
  digest: string,
): Promise<Result<PlanAnswer>> {
  const notes: NoteWords[] = [];
  const asked = askedOf(house, stay, body, notes);
  const at = actedAt(house, body.at);
  const frame = { audience: audienceOf(person), date: londonDate(at ?? nowText(house)) };
  const done = await runStayCommand<Pick<PlanAnswer, 'plan'>>(house, person, {
    commandId: body.commandId,
    digest,
    stay,
    date: null,
    permission: 'plan',
    at,
    decide: (state, context) => {
      const fact = changePlan(state, asked, { at: at ?? context.now, book: context.book });
      if (fact.ok)
        return accept({
          facts: [fact.value],
          notes,
          answer: (after) => ({ plan: planView(after, frame) }),
        });
      if (fact.refusal.code !== 'plan-changed') return fact;
      const current = planView(state, { ...frame, notes: context.notes });
      return refuse('plan-changed', { current });
    },
  });
  return done.ok ? accept({ ...done.value, plan: withWordsOf(body, done.value.plan) }) : done;
}

function planView(
  state: StayState,
  context: Pick<RowContext, 'audience' | 'date' | 'notes'>,
): PlanView {
  return { version: state.plan?.version ?? 0, ...planPart(state, context) };
}

/** What is remembered holds no words; the answer holds those that came with the command, and no others. */
function withWordsOf({ criteriaForDischarge: said }: PlanBody, view: PlanView): PlanView {
  return said === undefined || view.criteriaForDischarge === null
    ? view
    : { ...view, criteriaForDischarge: said };
}

function askedOf(house: House, stay: string, body: PlanBody, notes: NoteWords[]): ChangePlan {
  const {
    commandId: _commandId,
    at: _at,
    slipReason,
    criteriaForDischarge: criteria,
    ...rest
  } = body;
  const seal = (text: string) => sealed(house, stay, text, notes);
  const sealedOrNull = (text: string | null) => (text === null ? null : seal(text));
  return {
    ...(rest as Partial<ChangePlan> & Pick<ChangePlan, 'ifVersion'>),
    ...(slipReason === undefined ? {} : { slip: seal(slipReason) }),
    ...(criteria === undefined
      ? {}
      : {
          physiological: sealedOrNull(criteria.physiological),
          functional: sealedOrNull(criteria.functional),
        }),
  };
}
