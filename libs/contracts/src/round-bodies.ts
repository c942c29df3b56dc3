import { z } from 'zod';
import {
  CommandId,
  DateOnly,
  Instant,
  OwnerCode,
  ReasonCode,
  StayId,
  TimeOfDay,
  WardCode,
  code,
  cursor,
  text,
  version,
} from './bodies.js';

const CheckCode = code(20);
const RoleCode = code(40);
const PersonCode = code(80);

/** `PUT /stays/{stay}/plan`: what is left out stays as it is, null takes it back. */
export const PlanBody = z.strictObject({
  commandId: CommandId,
  ifVersion: version.describe('`planVersion` of the row as it was read; 0 when there is no plan'),
  expectedDischargeDate: DateOnly.nullable().optional(),
  slipReason: text.optional().describe('Why the expected date moved'),
  criteriaForDischarge: z
    .strictObject({ physiological: text.nullable(), functional: text.nullable() })
    .optional(),
  pathway: ReasonCode.nullable().optional().describe('A code of list `pathways`'),
  destination: ReasonCode.nullable().optional().describe('A code of list `destinations`'),
  today: z
    .strictObject({
      discharge: z.enum(['definite', 'potential', 'no']),
      expectedAt: z
        .union([Instant, TimeOfDay])
        .optional()
        .describe('An instant of that day, or `hh:mm` in London'),
      transport: ReasonCode.optional().describe('A code of list `discharge-transport`'),
      lounge: z.boolean().optional(),
    })
    .optional(),
  tomorrow: z
    .strictObject({
      discharge: z.enum(['definite', 'potential', 'no']),
      firstOut: z.boolean().optional(),
    })
    .optional(),
  checks: z
    .array(z.strictObject({ code: CheckCode, state: z.enum(['not-needed', 'asked', 'done']) }))
    .max(40)
    .optional()
    .describe('Those that change; codes of `GET /checks`'),
  at: Instant.optional(),
});
export type PlanBody = z.infer<typeof PlanBody>;

/** `POST /stays/{stay}/days/{date}/as-planned` */
export const AsPlannedBody = z.strictObject({
  commandId: CommandId,
  ifVersion: version.describe('`day.version` as it was read'),
  value: ReasonCode.optional().describe('What a green day gave, where the plan did not say'),
  at: Instant.optional(),
});
export type AsPlannedBody = z.infer<typeof AsPlannedBody>;

/** `POST /wards/{ward}/rounds` */
export const StartRoundBody = z.strictObject({
  commandId: CommandId,
  kind: z.enum(['morning', 'huddle']),
  attended: z.array(RoleCode).max(40).describe('Professions that take part; codes of `GET /roles`'),
  at: Instant.optional(),
});
export type StartRoundBody = z.infer<typeof StartRoundBody>;

/** `PUT /rounds/{round}` */
export const AttendedBody = z.strictObject({
  commandId: CommandId,
  attended: z.array(RoleCode).max(40),
  at: Instant.optional(),
});
export type AttendedBody = z.infer<typeof AttendedBody>;

/** `POST /rounds/{round}/finish` */
export const FinishRoundBody = z.strictObject({
  commandId: CommandId,
  attended: z.array(RoleCode).max(40).optional(),
  at: Instant.optional(),
});
export type FinishRoundBody = z.infer<typeof FinishRoundBody>;

/** `GET /wards/{ward}/rounds` and `/jobs` in the query; today when left out */
export const OnDateQuery = z.strictObject({ date: DateOnly.optional() });
export type OnDateQuery = z.infer<typeof OnDateQuery>;

/** `POST /stays/{stay}/actions` */
export const OpenActionBody = z.strictObject({
  commandId: CommandId,
  what: text,
  owner: OwnerCode,
  person: PersonCode.optional(),
  dueAt: Instant,
  constraint: ReasonCode.optional().describe('The reason of a red day that it is to move'),
  delay: code(60).optional().describe('The open delay that it is to move'),
  at: Instant.optional(),
});
export type OpenActionBody = z.infer<typeof OpenActionBody>;

/** `POST /actions/{action}/done` and `/reopen` */
export const ActionBody = z.strictObject({
  commandId: CommandId,
  ifVersion: version.optional().describe('`version` of the action as it was read'),
  at: Instant.optional(),
});
export type ActionBody = z.infer<typeof ActionBody>;

/** `POST /actions/{action}/update` */
export const UpdateActionBody = ActionBody.extend({
  said: text,
  nextAt: Instant.optional().describe('When it will be looked at next'),
});
export type UpdateActionBody = z.infer<typeof UpdateActionBody>;

/** `POST /actions/{action}/reassign` */
export const ReassignActionBody = ActionBody.extend({
  owner: OwnerCode,
  person: PersonCode.optional(),
  dueAt: Instant.optional(),
});
export type ReassignActionBody = z.infer<typeof ReassignActionBody>;

/** `POST /actions/{action}/answer`: an offer, a question back, or both */
export const AnswerActionBody = ActionBody.extend({
  offer: z.strictObject({ at: Instant, what: text }).optional(),
  question: text.optional(),
});
export type AnswerActionBody = z.infer<typeof AnswerActionBody>;

/** `GET /actions` in the query */
export const ActionsQuery = z.strictObject({
  owner: OwnerCode.optional(),
  person: PersonCode.optional(),
  ward: WardCode.optional(),
  due: DateOnly.optional().describe('Due on this date or before'),
  mine: z.enum(['true', 'false']).optional().describe('Put to me, or to my council'),
  after: cursor(Instant, StayId).optional(),
});
export type ActionsQuery = z.infer<typeof ActionsQuery>;
