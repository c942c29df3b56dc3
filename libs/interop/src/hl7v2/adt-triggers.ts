import type { AdtAction } from './adt.types.js';

/** What an event does, and what it must say beside the patient and a time. */
export interface TriggerRule {
  readonly action: AdtAction;
  readonly needs: 'nothing-more' | 'location' | 'second-patient' | 'merge';
}

/**
 * The ADT events a ward's board lives on (HL7 v2.5 chapter 3). Every other ADT event is
 * acknowledged and counted. A patient can leave, return or be corrected without the message saying
 * where; nobody can be put on a board without it.
 */
const TRIGGERS: Readonly<Record<string, TriggerRule>> = {
  A01: { action: 'admit', needs: 'location' },
  A02: { action: 'transfer', needs: 'location' },
  A03: { action: 'discharge', needs: 'nothing-more' },
  A04: { action: 'register', needs: 'nothing-more' },
  A05: { action: 'pre-admit', needs: 'nothing-more' },
  A08: { action: 'update', needs: 'nothing-more' },
  A11: { action: 'cancel-admit', needs: 'nothing-more' },
  A12: { action: 'cancel-transfer', needs: 'nothing-more' },
  A13: { action: 'cancel-discharge', needs: 'nothing-more' },
  A17: { action: 'swap', needs: 'second-patient' },
  A21: { action: 'leave', needs: 'nothing-more' },
  A22: { action: 'return', needs: 'nothing-more' },
  A23: { action: 'delete-visit', needs: 'nothing-more' },
  A28: { action: 'add-person', needs: 'nothing-more' },
  A31: { action: 'update-person', needs: 'nothing-more' },
  A34: { action: 'merge', needs: 'merge' },
  A40: { action: 'merge', needs: 'merge' },
};

export function findTrigger(trigger: string): TriggerRule | undefined {
  return Object.hasOwn(TRIGGERS, trigger) ? TRIGGERS[trigger] : undefined;
}
