import type { MarkedDay, PlanAnswer } from '#contracts';
import { AsPlannedBody, DateOnly, PlanBody, StayId } from '#contracts';
import type { Person } from '#domain';
import type { House } from '#flow';
import { asPlanned, plan } from '#flow';
import { Controller, HttpCode, Inject, Param, Post, Put, Req, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HOUSE } from '../tokens.js';
import { commandDigest } from './digest.js';
import { JsonBody, parse } from './parse.js';
import { granted } from './refused.js';
import { SignedIn, SignedInGuard } from './signed-in.js';

/** What the ward intends for a patient, and its confirmation at the huddle. */
@Controller('api/stays/:stay')
@UseGuards(SignedInGuard)
export class PlanController {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  @Put('plan')
  async plan(
    @SignedIn() person: Person,
    @Param('stay') stay: string,
    @JsonBody(PlanBody) body: PlanBody,
    @Req() request: FastifyRequest,
  ): Promise<PlanAnswer> {
    const id = parse(StayId, stay);
    return granted(await plan(this.house, person, id, body, commandDigest(request)));
  }

  @Post('days/:date/as-planned')
  @HttpCode(200)
  async asPlanned(
    @SignedIn() person: Person,
    @Param('stay') stay: string,
    @Param('date') date: string,
    @JsonBody(AsPlannedBody) body: AsPlannedBody,
    @Req() request: FastifyRequest,
  ): Promise<MarkedDay> {
    const target = { stay: parse(StayId, stay), date: parse(DateOnly, date) };
    return granted(await asPlanned(this.house, person, target, body, commandDigest(request)));
  }
}
