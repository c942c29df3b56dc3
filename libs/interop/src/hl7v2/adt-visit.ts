import type { AdtLocation, AdtVisit } from './adt.types.js';
import { TEXT_MAX, type FieldReader } from './field-reader.js';
import type { Segment } from './message.js';

/** The visit of PV1 and PV2, without its times: which of several is right depends on the event. */
export function readVisit(
  reader: FieldReader,
  pv1: Segment | undefined,
  pv2: Segment | undefined,
): AdtVisit {
  const code = (field: number): string | undefined => reader.text(pv1, { field }, TEXT_MAX.code);
  const priorLocation = readLocation(reader, pv1, 6);
  const expectedDischarge = reader.date(pv2, 9);
  return {
    ...readLocation(reader, pv1, 3),
    ...present('visitNumber', reader.text(pv1, { field: 19 }, TEXT_MAX.identifier)),
    ...(Object.keys(priorLocation).length === 0 ? {} : { priorLocation }),
    ...present('patientClass', code(2)?.toUpperCase()),
    ...present('specialty', code(10)),
    ...present('consultant', readConsultant(reader, pv1)),
    ...present('expectedDischarge', expectedDischarge),
    ...present('disposition', code(36)),
  };
}

/** PL: point of care ^ room ^ bed ^ facility (HL7 v2.5 chapter 2.A.53). */
function readLocation(reader: FieldReader, pv1: Segment | undefined, field: number): AdtLocation {
  const read = (component: number): string | undefined =>
    reader.text(pv1, { field, component }, TEXT_MAX.place);
  return {
    ...present('ward', read(1)),
    ...present('room', read(2)),
    ...present('bed', read(3)),
    ...present('site', read(4)),
  };
}

/** Attending (PV1-7), else consulting doctor (PV1-9): a name where there is one, else the code. */
function readConsultant(reader: FieldReader, pv1: Segment | undefined): string | undefined {
  for (const field of [7, 9]) {
    const read = (component: number): string | undefined =>
      reader.text(pv1, { field, component }, TEXT_MAX.name);
    const family = read(2);
    if (family === undefined) {
      const code = read(1);
      if (code !== undefined) return code;
    } else {
      return [read(6), read(3), family].filter((part) => part !== undefined).join(' ');
    }
  }
  return undefined;
}

/** An optional property that is there only when it has a value. */
export function present<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
