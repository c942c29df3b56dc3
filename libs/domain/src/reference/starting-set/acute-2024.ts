import type { DelayAttribution } from '../../delay/delay.js';
import type { ReferenceRow } from '../book.js';
import type { ReasonEntry, ReasonListEntry } from '../reference.js';

type Line = readonly [
  code: string,
  name: string,
  attribution: DelayAttribution | null,
  owner?: string,
];

/**
 * The 37 reasons of NHS England's acute discharge situation report since 27 May 2024, in five groups:
 * hospital process, wellbeing, care transfer hub, interface and capacity. The return names them
 * without codes, so the codes are this service's own. Attribution has not been part of the national
 * return since 2020; what stands here only proposes. Where no owner is named and the council is
 * meant, ordinary residence tells which; where no attribution is named the area decides.
 */
const LINES: readonly Line[] = [
  ['HP1', 'Hospital: therapy view on support after discharge', 'nhs', 'UHL-THERAPY'],
  ['HP2', 'Hospital: medical view on support after discharge', 'nhs', 'UHL-MEDICAL'],
  ['HP3', 'Hospital: referral to the care transfer hub', 'nhs', 'UHL-WARD'],
  ['HP4', 'Hospital: patient transport', 'nhs', 'TRANSPORT'],
  ['HP5', 'Hospital: medicines, letter or other papers', 'nhs', 'UHL-PHARMACY'],
  ['HP6', 'Hospital: infection control restriction', 'nhs', 'UHL-INFECTION'],
  ['HP7', 'Hospital: decision to discharge, with test results', 'nhs', 'UHL-MEDICAL'],
  ['WC1', 'Wellbeing: worry of patient, family or carer', 'nhs', 'UHL-WARD'],
  ['WC2', 'Wellbeing: safeguarding', 'la'],
  ['WC3', 'Wellbeing: decision on mental capacity', 'joint', 'IDT'],
  ['WC4', 'Wellbeing: place to go to is not ready', 'joint', 'IDT'],
  ['CT1', 'Hub: needs and pathway to be confirmed', 'joint', 'HOME-FIRST'],
  ['CT2', 'Hub: referrals to be made', 'joint', 'HOME-FIRST'],
  ['CT3', 'Hub: who funds', 'joint', 'HOME-FIRST'],
  ['IF1', 'Arranging: rehabilitation or reablement at home', 'joint', 'REABLEMENT'],
  ['IF2', 'Arranging: other social care at home', 'la'],
  ['IF3', 'Arranging: other health care at home', 'nhs', 'LPT-NURSING'],
  ['IF4', 'Arranging: housing for a homeless patient', 'la', 'HOUSING'],
  ['IF5', 'Arranging: rehabilitation in a bed', 'nhs', 'LPT-COMMUNITY'],
  ['IF6', 'Arranging: residential or nursing care', 'la'],
  ['IF7', 'Arranging: end of life care or fast-track funding', 'nhs', 'ICB-CHC'],
  ['IF8', 'Arranging: the agreed provider asks for more', 'joint', 'IDT'],
  ['IF9', 'Arranging: homeless, without recourse to public funds', 'la'],
  ['IF10', 'Arranging: care that the patient pays for', 'nhs', 'FAMILY'],
  ['IF11', 'Arranging: talks on the choice of care', 'nhs', 'IDT'],
  ['IF12', 'Arranging: another area has been asked', null, 'LA-OUT-OF-AREA'],
  ['CP1', 'No capacity: rehabilitation or reablement at home', 'joint', 'REABLEMENT'],
  ['CP2', 'No capacity: other social care at home', 'la'],
  ['CP3', 'No capacity: other health care at home', 'nhs', 'LPT-NURSING'],
  ['CP4', 'No capacity: housing', 'la', 'DISTRICT-HOUSING'],
  ['CP5', 'No capacity: rehabilitation in a bed', 'nhs', 'LPT-COMMUNITY'],
  ['CP6', 'No capacity: mental health bed', 'nhs', 'LPT-MENTAL-HEALTH'],
  ['CP7', 'No capacity: residential or nursing home', 'la'],
  ['CP8', 'No capacity: end of life care or fast-track funding', 'nhs', 'HOSPICE'],
  ['CP9', 'No capacity: adaptations of a home', 'la', 'DISTRICT-HOUSING'],
  ['CP10', 'No capacity: equipment and training for it', 'joint', 'EQUIPMENT'],
  ['CP11', 'No capacity: restart of social care that was there', 'la'],
];

function reasonOf([code, name, attribution, owner]: Line): ReasonEntry {
  const scope = code.startsWith('HP') ? 'internal' : 'external';
  return {
    code,
    name,
    scope,
    ...(attribution === null ? {} : { attribution }),
    ...(owner === undefined ? {} : { owner }),
  };
}

export function startingAcute2024(): ReferenceRow[] {
  const validFrom = '2024-05-27';
  const value: ReasonListEntry = {
    list: 'acute-2024',
    name: 'Acute discharge delays since May 2024',
    validFrom,
    validTo: null,
    reasons: LINES.map(reasonOf),
  };
  return [{ kind: 'reason-list', code: value.list, validFrom, value }];
}
