import type { Destination } from '#domain';
import type { AdtEvent } from '#interop';
import { particularsOf } from './particulars.js';
import type { Particulars, Words } from './particulars.js';

/** When the sender wrote an event down: which of two words on one thing is the later. */
export function saidAt({ recordedAt, occurredAt }: AdtEvent): string {
  return recordedAt ?? occurredAt;
}

/**
 * What a message says of the stay. A field that the sender empties on purpose (`""`, HL7 v2.5 chapter 2.5.3)
 * says that nothing is; one that is left out says nothing. A patient's names and numbers are never emptied.
 */
export function adtParticulars({ visit, patient, cleared }: AdtEvent): Particulars {
  const emptied = (...places: readonly string[]) =>
    places.some((place) => cleared.some((one) => one === place || one.startsWith(`${place}.`)));
  return particularsOf({
    specialty: visit.specialty ?? (emptied('PV1-10') ? null : undefined),
    consultant: visit.consultant ?? (emptied('PV1-7', 'PV1-9') ? null : undefined),
    responsibleAuthority: councilOf(patient.residence),
    expectedDischargeDate: visit.expectedDischarge ?? (emptied('PV2-9') ? null : undefined),
  });
}

/** The districts of Leicestershire, whose adult social care is the county's. */
const COUNTY_OF_DISTRICT = new Map(
  [129, 130, 131, 132, 133, 134, 135].map((n) => [`E07000${n}`, 'E10000018']),
);

/** The council that answers for a patient who lives there; a district of another county says nothing here. */
function councilOf(residence: string | undefined): string | undefined {
  if (residence?.startsWith('E07') !== true) return residence;
  return COUNTY_OF_DISTRICT.get(residence);
}

/** The words of the patient: the hospital's own number first, an NHS number that the sender did not doubt. */
export function adtWords({ patient }: Pick<AdtEvent, 'patient'>): Words {
  const { nhsNumber, nhsNumberStatus, familyName, givenName, dateOfBirth, sex } = patient;
  return {
    localId: patient.localIds[0]?.value,
    nhsNumber: nhsNumberStatus === 'not-verified' ? undefined : nhsNumber,
    familyName,
    givenName,
    dateOfBirth,
    sex,
  };
}

/**
 * PV1-36 as UK systems fill it: the discharge destinations of the NHS Data Dictionary that this
 * house tells apart. A code that is not here says nothing of where the patient went.
 */
const DESTINATIONS: Readonly<Record<string, Destination>> = {
  '19': 'home',
  '29': 'home',
  '51': 'hospital',
  '52': 'hospital',
  '53': 'hospital',
  '54': 'care-home',
  '65': 'care-home',
  '79': 'died',
  '85': 'care-home',
  '87': 'hospital',
};

export function destinationOf(disposition: string | undefined): Destination {
  const code = disposition ?? '';
  return Object.hasOwn(DESTINATIONS, code) ? (DESTINATIONS[code] ?? 'not-known') : 'not-known';
}
