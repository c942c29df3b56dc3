import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { adtMessage, syntheticNhsNumber, type AdtSaid } from '../../../../test/builders/hl7.js';
import { readAdtBytes } from './adt.js';
import type { AdtEvent, AdtReading } from './adt.types.js';

const read = (text: string): AdtReading => readAdtBytes(Buffer.from(text, 'utf8'));

function event(text: string): AdtEvent {
  const reading = read(text);
  if (!reading.ok || reading.use !== 'apply')
    throw new Error(`not applied: ${reading.ok ? 'counted' : reading.code}`);
  return reading.event;
}

const said = (values: Partial<AdtSaid> = {}): AdtEvent => event(adtMessage(values));

describe('an admission', () => {
  it('says who, where, when and from whom', () => {
    expect(said()).toEqual({
      controlId: 'MSG-1',
      trigger: 'A01',
      action: 'admit',
      source: { application: 'PAS', facility: 'RWE' },
      organisationHints: ['RWE', 'RWEAA'],
      occurredAt: '2026-05-01T07:15:00Z',
      recordedAt: '2026-05-01T07:29:00Z',
      patient: {
        localIds: [{ value: 'S1000001', authority: 'RWE', type: 'MR' }],
        nhsNumber: syntheticNhsNumber(1),
        nhsNumberStatus: 'not-stated',
        familyName: 'Testcase',
        givenName: 'Ada',
        dateOfBirth: '1941-02-03',
        sex: 'female',
      },
      visit: {
        ward: 'W31',
        bed: '07',
        site: 'RWEAA',
        visitNumber: 'V1000001',
        patientClass: 'I',
        admittedAt: '2026-05-01T07:15:00Z',
      },
      merges: [],
      cleared: [],
      warnings: [],
    });
  });

  it('happened when the event says, else at its own time, else when recorded, else when sent', () => {
    const times = {
      occurredAt: '20260501080100',
      admittedAt: '20260501080200',
      recordedAt: '20260501080300',
      sentAt: '20260501080400',
    };
    expect(said(times).occurredAt).toBe('2026-05-01T07:01:00Z');
    expect(said({ ...times, occurredAt: null }).occurredAt).toBe('2026-05-01T07:02:00Z');
    const later = { ...times, occurredAt: null, admittedAt: null };
    expect(said(later).occurredAt).toBe('2026-05-01T07:03:00Z');
    expect(said({ ...later, recordedAt: null }).occurredAt).toBe('2026-05-01T07:04:00Z');
  });

  it('dated without a time of day takes the hour from the event of the same day', () => {
    const sameDay = said({ admittedAt: '20260501', recordedAt: '20260501093000' });
    expect(sameDay.occurredAt).toBe('2026-05-01T08:30:00Z');
    expect(sameDay.visit.admittedAt).toBe('2026-05-01T08:30:00Z');
    expect(sameDay.warnings).toEqual([]);

    const dayBefore = said({ admittedAt: '20260430', recordedAt: '20260501093000' });
    expect(dayBefore.occurredAt).toBe('2026-04-29T23:00:00Z');
    expect(dayBefore.warnings).toEqual([{ code: 'time-of-day-missing', place: 'PV1-44' }]);
  });

  it('in an hour that London skips or has twice says so', () => {
    expect(said({ admittedAt: '20260329013000' }).warnings).toEqual([
      { code: 'local-time-missing', place: 'PV1-44' },
    ]);
    expect(said({ admittedAt: '20261025013000' })).toMatchObject({
      occurredAt: '2026-10-25T00:30:00Z',
      warnings: [{ code: 'local-time-doubled', place: 'PV1-44' }],
    });
  });

  it('whose time cannot be read uses the next best, with a warning', () => {
    expect(said({ admittedAt: 'yesterday' })).toMatchObject({
      occurredAt: '2026-05-01T07:29:00Z',
      warnings: [{ code: 'time-unreadable', place: 'PV1-44' }],
    });
  });

  it('with a bad NHS number keeps the patient and leaves the number out', () => {
    const { patient, warnings } = said({ nhsNumber: '9990000019' });
    expect(patient.nhsNumber).toBeUndefined();
    expect(patient.nhsNumberStatus).toBe('invalid');
    expect(patient.localIds).toHaveLength(1);
    expect(warnings).toEqual([{ code: 'nhs-number-invalid', place: 'PID-3' }]);
  });

  it('without an NHS number or without a hospital number still has a patient', () => {
    expect(said({ nhsNumber: null }).patient).toMatchObject({ nhsNumberStatus: 'absent' });
    expect(said({ localId: null }).patient).toMatchObject({
      localIds: [],
      nhsNumber: syntheticNhsNumber(1),
    });
  });

  it.each([
    ['01', 'verified'],
    ['NSTS01', 'verified'],
    ['02', 'not-verified'],
    ['US', 'not-stated'],
  ])('with trace status %s has an NHS number that is %s', (code, status) => {
    const message = adtMessage().replace('|19410203|F', `|19410203|F${'|'.repeat(24)}${code}`);
    expect(event(message).patient.nhsNumberStatus).toBe(status);
  });

  it('keeps a name as it is, escapes resolved and controls as spaces', () => {
    expect(said({ familyName: "O'Brien & Söhne|<b>😀" }).patient.familyName).toBe(
      "O'Brien & Söhne|<b>😀",
    );
    expect(said({ familyName: 'two\r\nlines\u0000' }).patient.familyName).toBe('two lines');
  });

  it('with an unknown sex or birthday leaves them out, with warnings', () => {
    const { patient, warnings } = said({ sex: 'Q', dateOfBirth: '1941' });
    expect(patient).not.toHaveProperty('sex');
    expect(patient).not.toHaveProperty('dateOfBirth');
    expect(warnings).toEqual([
      { code: 'date-incomplete', place: 'PID-7' },
      { code: 'code-unknown', place: 'PID-8' },
    ]);
  });

  it('that empties a field on purpose tells which', () => {
    const emptied = event(adtMessage().replace('|19410203|', '|""|'));
    expect(emptied.cleared).toEqual(['PID-7']);
    expect(emptied.patient).not.toHaveProperty('dateOfBirth');
  });

  it('finds the hospital number in the older places when PID-3 is silent', () => {
    const silent = adtMessage({ localId: null, nhsNumber: null });
    expect(event(silent.replace('PID|1||', 'PID|1|OLD7|')).patient.localIds).toEqual([
      { value: 'OLD7' },
    ]);
    expect(event(silent.replace('PID|1|||', 'PID|1|||OLD8^^^RWE')).patient.localIds).toEqual([
      { value: 'OLD8', authority: 'RWE' },
    ]);
  });

  it('with an endless value where a ward can do without it loses only that', () => {
    const long = adtMessage({ ward: null }).replace(
      '||||||||20260501081500',
      `${'x'.repeat(50)}||||||||20260501081500`,
    );
    expect(read(long)).toMatchObject({ code: 'location-missing', place: 'PV1-3' });
    const named = said({ familyName: 'x'.repeat(101) });
    expect(named.patient).not.toHaveProperty('familyName');
    expect(named.warnings).toEqual([{ code: 'too-long', place: 'PID-5.1' }]);
  });

  it('without a control id is read, with a warning', () => {
    const anonymous = said({ controlId: '' });
    expect(anonymous.controlId).toBeUndefined();
    expect(anonymous.warnings).toEqual([{ code: 'control-id-missing', place: 'MSH-10' }]);
  });
});

describe('other events', () => {
  it('a transfer says where to, and from where', () => {
    const message = adtMessage({ trigger: 'A02', ward: 'W32', bed: '11' }).replace(
      'W32^^11^RWEAA',
      'W32^^11^RWEAA|||W31^^07^RWEAA',
    );
    expect(event(message)).toMatchObject({
      action: 'transfer',
      occurredAt: '2026-05-01T07:29:00Z',
      visit: { ward: 'W32', bed: '11', priorLocation: { ward: 'W31', bed: '07' } },
    });
  });

  it('a discharge happens at its discharge time and needs no ward', () => {
    expect(said({ trigger: 'A03', ward: null, dischargedAt: '20260507113000' })).toMatchObject({
      action: 'discharge',
      occurredAt: '2026-05-07T10:30:00Z',
      visit: { dischargedAt: '2026-05-07T10:30:00Z', admittedAt: '2026-05-01T07:15:00Z' },
    });
  });

  it('an exchange of beds speaks of two patients', () => {
    const other = adtMessage({ localId: 'S2', nhsNumber: null, ward: 'W32', bed: '01' });
    const both = adtMessage({ trigger: 'A17' }) + other.slice(other.indexOf('PID|'));
    expect(event(both)).toMatchObject({
      action: 'swap',
      patient: { localIds: [{ value: 'S1000001' }] },
      visit: { ward: 'W31', bed: '07' },
      swapWith: { patient: { localIds: [{ value: 'S2' }] }, visit: { ward: 'W32', bed: '01' } },
    });
    expect(read(adtMessage({ trigger: 'A17' }))).toMatchObject({
      ok: false,
      ack: 'AE',
      code: 'second-patient-missing',
    });
  });

  it('a merge names the record that stays and the one that goes', () => {
    const message = `${adtMessage({ trigger: 'A40' })}MRG|S9^^^RWE^MR||||V9\r`;
    expect(event(message).merges).toMatchObject([
      {
        into: { localIds: [{ value: 'S1000001' }] },
        from: { localIds: [{ value: 'S9' }] },
        fromVisitNumber: 'V9',
      },
    ]);
    expect(read(adtMessage({ trigger: 'A34' }))).toMatchObject({
      code: 'merge-missing',
      place: 'MRG-1',
    });
  });

  it('an ADT event no ward uses is counted, whatever else it says or lacks', () => {
    const message = 'MSH|^~\\&|PAS|RWE|||20260501||ADT^A20|M1|P|2.5\rNPU|W31^^07|C\r';
    expect(read(message)).toMatchObject({
      ok: true,
      use: 'count',
      header: { trigger: 'A20', controlId: 'M1' },
    });
  });

  it('the trigger is taken from EVN where the header names only ADT', () => {
    expect(event(adtMessage().replace('ADT^A01', 'ADT')).trigger).toBe('A01');
    expect(event(adtMessage({ trigger: 'A08' }).replace('EVN|A08', 'EVN|A31'))).toMatchObject({
      action: 'update',
      warnings: [{ code: 'trigger-differs', place: 'EVN-1' }],
    });
  });
});

describe('a message that cannot be used', () => {
  const noPatient = { localId: null, nhsNumber: null };
  it.each<[string, string, string, string, string]>([
    ['is empty', '', 'AR', 'not-hl7', 'MSH'],
    ['is no HL7', '{"a":1}', 'AR', 'not-hl7', 'MSH'],
    ['is a result', adtMessage().replace('ADT^A01', 'ORU^R01'), 'AR', 'not-adt', 'MSH-9'],
    ['holds several', adtMessage() + adtMessage(), 'AE', 'several-messages', 'line 5'],
    ['names no event', adtMessage({ trigger: '' }), 'AE', 'trigger-missing', 'MSH-9'],
    ['names no patient', adtMessage(noPatient), 'AE', 'patient-missing', 'PID-3'],
    ['has only a header', adtMessage().split('\r')[0] ?? '', 'AE', 'patient-missing', 'PID-3'],
    ['admits to nowhere', adtMessage({ ward: null }), 'AE', 'location-missing', 'PV1-3'],
    ['has an endless ward', adtMessage({ ward: 'W'.repeat(90) }), 'AE', 'too-long', 'PV1-3.1'],
    [
      'has no time',
      adtMessage({ admittedAt: null, recordedAt: null, sentAt: '' }),
      'AE',
      'time-missing',
      'EVN-2',
    ],
    [
      'has no good time',
      adtMessage({ admittedAt: 'x', recordedAt: 'y', sentAt: '2013' }),
      'AE',
      'time-unreadable',
      'PV1-44',
    ],
  ])('because it %s is answered with a code and a place', (_, text, ack, code, place) => {
    expect(read(text)).toMatchObject({ ok: false, ack, code, place });
  });

  it('never throws, wherever it is cut and whatever is changed in it', () => {
    const bytes = Buffer.from(adtMessage({ trigger: 'A17' }), 'utf8');
    for (let length = 0; length <= bytes.length; length += 1) {
      expect(typeof readAdtBytes(bytes.subarray(0, length)).ok).toBe('boolean');
    }
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.uint8Array({ maxLength: 8 }), (at, put) => {
        const changed = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + 1)]);
        expect(typeof readAdtBytes(changed).ok).toBe('boolean');
      }),
    );
  });
});
