import { z } from 'zod';

/** Visible characters only, so that a code is the same to the eye and to the machine. */
export const code = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, 'has characters that cannot be seen');

const TEXT_MAX = 2_000;

/** What no database text can hold: the character of nothing, and halves of characters. */
const STORABLE = /^[^\0\p{Cs}]*$/u;
const UNSTORABLE = 'has a character that cannot be kept';

/** Text that can be stored and compared, whatever it says. */
export const line = (max: number) => z.string().max(max).regex(STORABLE, UNSTORABLE);

/** Free text of a person: stored apart from the facts, erasable. */
export const text = z.string().trim().min(1).max(TEXT_MAX).regex(STORABLE, UNSTORABLE);

export const Instant = z.iso.datetime({ offset: true });
export const DateOnly = z.iso.date();
export const CommandId = z.uuid();
/** A dot segment would be dropped from a path, and the ward could never be opened. */
export const WardCode = code(40).refine((ward) => !/^\.{1,2}$/.test(ward), 'cannot be addressed');
/** A wall of a ward, as the list of its walls names it. */
export const WallName = z.string().regex(/^[0-9a-f]{16}$/);
export const StayId = code(60);
export const ReasonCode = code(20);
export const OwnerCode = code(40);

/** `next` of an earlier page: where it ended, in two parts. */
export const cursor = (first: z.ZodType, second: z.ZodType) =>
  line(200).refine((told) => {
    const at = told.indexOf('|');
    const [before, behind] = [told.slice(0, at), told.slice(at + 1)];
    return at > 0 && first.safeParse(before).success && second.safeParse(behind).success;
  }, 'is not `next` of an earlier page');

export const version = z.int().min(0).max(1_000_000_000);

/** When the person acted: not in the future, at most 36 hours ago; now when left out. */
const at = Instant.optional();

/** `PUT /stays/{stay}/days/{date}` */
export const MarkDayBody = z.strictObject({
  commandId: CommandId,
  ifVersion: version.describe('`day.version` as it was read; 0 for a day nobody marked'),
  kind: z.enum(['planned', 'final']),
  colour: z.enum(['red', 'green']),
  constraint: ReasonCode.optional(),
  otherConstraints: z.array(ReasonCode).max(5).optional(),
  value: ReasonCode.optional(),
  note: text.optional(),
  owner: OwnerCode.optional(),
  dueAt: Instant.optional(),
  lateReason: text.optional(),
  at,
});
export type MarkDayBody = z.infer<typeof MarkDayBody>;

/** `POST /stays/{stay}/days/{date}/withdraw` and `POST /delays/{delay}/withdraw` */
export const WithdrawBody = z.strictObject({
  commandId: CommandId,
  because: text,
  ifVersion: version.optional(),
  at,
});
export type WithdrawBody = z.infer<typeof WithdrawBody>;

/** `POST /stays/{stay}/delays` */
export const OpenDelayBody = z.strictObject({
  commandId: CommandId,
  list: ReasonCode,
  reason: ReasonCode,
  attribution: z.enum(['nhs', 'la', 'joint']).optional(),
  owner: OwnerCode.optional(),
  otherOwner: OwnerCode.optional(),
  since: z.union([DateOnly, Instant]),
  primary: z.boolean(),
  because: text.optional().describe('why another council than the one of residence owns it'),
  at,
});
export type OpenDelayBody = z.infer<typeof OpenDelayBody>;

/** `POST /delays/{delay}/end` */
export const EndDelayBody = z.strictObject({ commandId: CommandId, at });
export type EndDelayBody = z.infer<typeof EndDelayBody>;

/** `POST /session`, demonstration only */
export const SignInBody = z.strictObject({ person: code(80) });
export type SignInBody = z.infer<typeof SignInBody>;

export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** `PUT /wards/{ward}` */
export const WardBody = z.strictObject({
  commandId: CommandId.optional(),
  at,
  name: code(80).optional(),
  organisation: code(10),
  site: code(20),
  directorate: code(80).nullable().optional(),
  serviceLine: code(80).nullable().optional(),
  kind: z.enum(['acute', 'community', 'mental-health', 'assessment', 'virtual', 'elsewhere']),
  fundedBeds: z.int().min(0).max(200),
  openBeds: z.int().min(0).max(200),
  beds: z.array(code(20)).max(200).optional(),
  checks: z
    .array(code(20))
    .max(12)
    .optional()
    .describe('Checks shown as columns, in order; codes of `GET /checks`'),
  redGreenFrom: DateOnly.nullable(),
  roundDays: z.array(z.int().min(1).max(7)).max(7),
  roundAt: TimeOfDay,
  huddleAt: TimeOfDay.nullable(),
  receivesFromAssessment: z.boolean(),
});
export type WardBody = z.infer<typeof WardBody>;

/** `PUT /sources/{source}` */
export const SourceBody = z.strictObject({
  commandId: CommandId,
  at,
  organisation: code(10),
  accepted: z.boolean(),
  quietAfterMinutes: z
    .int()
    .min(1)
    .max(100_000)
    .nullable()
    .optional()
    .describe('After so long without a word it has gone quiet; the house rule when left out'),
});
export type SourceBody = z.infer<typeof SourceBody>;
export const SourceName = code(120);

/** `POST /wards` in the query */
export const WardsQuery = z.strictObject({ dryRun: z.enum(['true', 'false']).optional() });

/** `PUT /mappings/{source}`: the whole table of a source */
export const MappingBody = z.strictObject({
  commandId: CommandId,
  at,
  organisation: code(10),
  wards: z
    .array(z.strictObject({ name: code(120), site: code(60).optional(), ward: WardCode }))
    .max(2_000),
  beds: z.array(z.strictObject({ ward: WardCode, name: code(60), bed: code(20) })).max(10_000),
});
export type MappingBody = z.infer<typeof MappingBody>;

/** `POST /census` in the query */
export const CensusQuery = z.strictObject({
  source: code(60),
  takenAt: Instant,
  complete: line(2_000).optional(),
  createWards: z.enum(['true', 'false']).optional(),
  dryRun: z.enum(['true', 'false']).optional(),
  confirm: z.enum(['true', 'false']).optional(),
});
export type CensusQuery = z.infer<typeof CensusQuery>;

/** `GET /census` in the query */
export const CensusListQuery = z.strictObject({ source: code(60).optional() });
export type CensusListQuery = z.infer<typeof CensusListQuery>;

/** `GET /data-age` in the query */
export const DataAgeQuery = z.strictObject({ ward: WardCode.optional() });
export type DataAgeQuery = z.infer<typeof DataAgeQuery>;

/** `POST /wards/{ward}/stays` */
export const AdmitByHandBody = z.strictObject({
  commandId: CommandId,
  bed: code(20).nullable(),
  patient: z.strictObject({
    familyName: code(120),
    givenName: code(120).optional(),
    localId: code(60).optional(),
    nhsNumber: line(20).optional(),
    dateOfBirth: DateOnly.optional(),
    sex: z.enum(['female', 'male', 'other', 'not-known']).optional(),
  }),
  admittedAt: Instant,
  from: code(40).optional().describe('Where the patient came from: a ward, home, a hospital'),
  at: Instant.optional().describe('When the patient was seen in the bed; now when left out'),
});
export type AdmitByHandBody = z.infer<typeof AdmitByHandBody>;

/** `POST /stays/{stay}/away`, `/back`, `/still-here` */
export const ByHandBody = z.strictObject({
  commandId: CommandId,
  ifVersion: version.describe('`version` of the row as it was read'),
  at: Instant.optional().describe('When it happened; now when left out'),
});
export type ByHandBody = z.infer<typeof ByHandBody>;

/** `POST /stays/{stay}/residence` */
export const ResidenceBody = ByHandBody.extend({
  authority: code(20).nullable().describe('ONS code of the council; null: not known'),
});
export type ResidenceBody = z.infer<typeof ResidenceBody>;

/** `POST /stays/{stay}/same-as` */
export const SameAsBody = z.strictObject({
  commandId: CommandId,
  at,
  other: StayId.describe('Another open stay of the same patient, in the same provider'),
});
export type SameAsBody = z.infer<typeof SameAsBody>;

/** `POST /stays/{stay}/take-back` */
export const TakeBackBody = z.strictObject({
  commandId: CommandId,
  at,
  command: CommandId.describe('The `commandId` of what was said by hand and was in error'),
});
export type TakeBackBody = z.infer<typeof TakeBackBody>;

/** `PUT /arrival-questions/{question}` */
export const SettleBody = z.strictObject({
  commandId: CommandId,
  at,
  answer: z.enum(['settled', 'open']).describe('`open` takes back that it is settled'),
});
export type SettleBody = z.infer<typeof SettleBody>;
export const QuestionId = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** `POST /stays/{stay}/move` */
export const MoveByHandBody = ByHandBody.extend({ ward: WardCode, bed: code(20).nullable() });
export type MoveByHandBody = z.infer<typeof MoveByHandBody>;

/** `POST /stays/{stay}/leave` */
export const LeaveByHandBody = ByHandBody.extend({
  to: z.enum(['home', 'ward', 'hospital', 'care-home', 'died', 'not-known']),
});
export type LeaveByHandBody = z.infer<typeof LeaveByHandBody>;

/** `POST /census/{batch}/undo` */
export const CensusUndoBody = z.strictObject({ commandId: CommandId, because: text, at });
export type CensusUndoBody = z.infer<typeof CensusUndoBody>;

/** `GET /stays` in the query */
export const StaysQuery = z.strictObject({
  over: z.coerce.number().int().min(0).max(10_000).default(6),
  ward: WardCode.optional(),
  organisation: code(10).optional(),
  site: code(20).optional(),
  authority: code(10).optional(),
  after: cursor(DateOnly, StayId).optional(),
});
export type StaysQuery = z.infer<typeof StaysQuery>;

/** `GET /wards/{ward}/board` in the query */
export const BoardQuery = z.strictObject({ asOf: Instant.optional() });
export type BoardQuery = z.infer<typeof BoardQuery>;

/** `GET /escalations` in the query */
export const EscalationsQuery = z.strictObject({
  owner: OwnerCode.optional(),
  ward: WardCode.optional(),
  site: code(20).optional(),
  authority: code(10).optional(),
  level: z.coerce.number().int().min(0).max(4).optional(),
});
export type EscalationsQuery = z.infer<typeof EscalationsQuery>;

/** `POST /adt` in the query */
export const AdtQuery = z.strictObject({ source: SourceName.optional() });

/** `POST /inbound/{id}/retry` */
export const RetryBody = z.strictObject({ commandId: CommandId, at }).partial().default({});
export type RetryBody = z.infer<typeof RetryBody>;

/** `GET /inbound` in the query */
export const InboundQuery = z.strictObject({
  state: z.enum(['applied', 'repeated', 'ignored', 'refused']).default('refused'),
  after: cursor(Instant, z.uuid()).optional(),
});
export type InboundQuery = z.infer<typeof InboundQuery>;
